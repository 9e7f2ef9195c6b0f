import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, composer, expect, test } from './chat-pages';
import { createGate, done, finish, say, wait } from './servers/scripted';

const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const tokens = (page: Page, kind: string) => page.locator(`code [data-token="${kind}"]`);
const formulas = (page: Page) => page.locator('[data-math] > math');

const CODE = 'const x = "a <b> & c";\nfor (;;) f(x); // 😀\n';
const ANSWER = `Look:

\`\`\`js
${CODE}\`\`\`

So $e^{i\\pi} + 1 = 0$ holds, and

$$
\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}
$$

- \\(x_1\\) in a list
`;

/** The fonts that were fetched so far. */
const fonts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name: url }) => new URL(url).pathname)
      .filter((path) => path.endsWith('woff2')),
  );

/** What is heavy and comes with the first block that needs it: a font, and the thread with its grammars and TeX. */
async function heavy(page: Page): Promise<string[]> {
  const threads = await Promise.all(
    page.workers().map((thread) => thread.evaluate(() => self.name)),
  );
  return [...(await fonts(page)), ...threads.filter((thread) => thread === 'typesetter')];
}

/** Copies what is selected and pastes it into the composer. */
async function copied(page: Page): Promise<string> {
  await page.keyboard.press('ControlOrMeta+c');
  await composer(page).focus();
  await page.keyboard.press('ControlOrMeta+v');
  const text = await composer(page).inputValue();
  await composer(page).fill('');
  await composer(page).blur();
  return text;
}

test(
  'code gets its colours and TeX becomes formulas, and they come back with the chat',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    await begin({ chat: [say(ANSWER), finish('stop'), done()] });
    expect(await fonts(page)).toEqual([]);
    await ask(page, 'Hi');
    for (const visit of ['streamed', 'stored']) {
      await expect(answer(page), visit).toHaveAttribute('data-status', 'done');
      await expect(tokens(page, 'keyword')).toHaveText(['const', 'for']);
      await expect(tokens(page, 'string')).toHaveText(['"a <b> & c"']);
      await expect(page.locator('code')).toHaveText(CODE.trimEnd());
      await expect(formulas(page)).toHaveCount(3);
      await expect(formulas(page).nth(1)).toHaveAttribute('display', 'block');
      await page.reload();
    }
  },
);

test('a block waits until it is whole; before that nothing heavy is loaded', async ({
  page,
  begin,
}) => {
  const gate = createGate();
  const chat = [say('```js\nconst x = 1;\n'), wait(gate), say('```\n'), finish('stop'), done()];
  await begin({ chat });
  await ask(page, 'Hi');
  await expect(page.locator('code')).toHaveText('const x = 1;');
  await gate.reached;
  expect(await heavy(page)).toEqual([]);
  await expect(tokens(page, 'keyword')).toHaveCount(0);
  gate.open();
  await expect(tokens(page, 'keyword')).toHaveText('const');
  expect(await heavy(page)).toEqual(['typesetter']);
});

test('without code in a language and without formulas nothing heavy is loaded', async ({
  page,
  begin,
}) => {
  await begin({ chat: [say('`x` and\n\n```\nplain\n```\n\n$5 and $6'), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(page.locator('pre')).toHaveText('plain');
  expect(await heavy(page)).toEqual([]);
});

test('copied code is the code, and a copied formula is its TeX', async ({ page, begin }) => {
  await begin({ chat: [say(ANSWER), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expect(formulas(page)).toHaveCount(3);
  await expect(tokens(page, 'keyword')).toHaveCount(2);

  await composer(page).blur();
  await page.locator('code').selectText();
  expect(await copied(page)).toBe(CODE.trimEnd());

  await answer(page)
    .locator('p')
    .filter({ hasText: 'So' })
    .evaluate((paragraph) => getSelection()?.selectAllChildren(paragraph));
  expect(await copied(page)).toBe('So $e^{i\\pi} + 1 = 0$ holds, and');

  // From the middle of one formula to the middle of another.
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll('[data-tex] mi');
    if (!first || !second) throw new Error('No formulas');
    const last = document.querySelectorAll('[data-tex]')[1]?.querySelector('mi');
    getSelection()?.setBaseAndExtent(first, 0, last ?? second, 1);
  });
  const text = await copied(page);
  expect(text).toMatch(/^\$e\^\{i\\pi\} \+ 1 = 0\$ holds, and\n+\$\$\n\\begin\{pmatrix\}/);
  expect(text).toMatch(/\\end\{pmatrix\}\n\$\$$/);
});

test('what cannot be drawn stays as it is, and says why', async ({ page, begin }) => {
  const hostile = '$\\href{https://example.org}{x}$ and $\\foo$ and $\\def\\a{\\a\\a}\\a$ and $x$';
  await begin({ chat: [say(hostile), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expect(formulas(page)).toHaveCount(1);
  await expect(page.locator('[data-problem]')).toHaveCount(3);
  await expect(page.locator('[data-problem]').nth(1)).toHaveText('$\\foo$');
  await expect(page.locator('[data-problem]').nth(1)).toHaveAttribute(
    'title',
    'This formula is not drawn. Unsupported function name: \\foo.',
  );
});

test('selected code waits for its colours', async ({ page, begin }) => {
  const gate = createGate();
  const chat = [
    say('```js\nconst x = 1;\n'),
    wait(gate),
    say('```\n\n$x$'),
    finish('stop'),
    done(),
  ];
  await begin({ chat });
  await ask(page, 'Hi');
  await gate.reached;
  await expect(page.locator('code')).toHaveText('const x = 1;');
  await page.locator('code').selectText();
  gate.open();
  await expect(formulas(page)).toHaveCount(1);
  await expect(tokens(page, 'keyword')).toHaveCount(0);
  expect(await page.evaluate(() => String(getSelection()))).toBe('const x = 1;');
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await expect(tokens(page, 'keyword')).toHaveText('const');
});

test('only what is near the view is worked on, and nothing jumps', async ({ page, begin }) => {
  const block = (index: number): string =>
    `\`\`\`js\n${'let a = 1;\n'.repeat(40)}\`\`\`\n\nIt is $x_{${index}}$.\n\n`;
  const text = Array.from({ length: 30 }, (_, index) => block(index)).join('');
  await begin({ chat: [say(text), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(formulas(page).last()).toBeVisible();
  const painted = () => page.locator('figure:has([data-token])').count();
  expect(await painted()).toBeLessThan(10);
  const height = () =>
    page
      .locator('figure')
      .evaluateAll((all) => all.reduce((sum, { clientHeight }) => sum + clientHeight, 0));
  const before = await height();
  for (let index = 0; index < 30; index += 1) {
    await page.locator('figure').nth(index).scrollIntoViewIfNeeded();
    await expect(page.locator('figure').nth(index).locator('[data-token]').first()).toBeVisible();
  }
  expect(await painted()).toBe(30);
  expect(await height()).toBe(before);
});

test('a long block is coloured part by part', async ({ page, begin }) => {
  const lines = 'const value = "text"; // words\n'.repeat(4000);
  await begin({ chat: [say(`\`\`\`ts\n${lines}\`\`\`\n`), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expect(tokens(page, 'comment').last()).toBeVisible();
  const count = await tokens(page, 'keyword').count();
  expect(count).toBeGreaterThan(20);
  expect(count).toBeLessThan(1000);
  expect(await page.locator('code').evaluate(({ textContent }) => textContent)).toBe(
    lines.trimEnd(),
  );
});

for (const width of [390, 1440]) {
  test(`colours are readable and wide formulas scroll in their own box, ${width} px`, async ({
    page,
    begin,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const code = [
      '```python\n# words\n@wraps\ndef f(x: int) -> str:\n    return f"{x}" + str(1.5)\n```',
      '```diff\n-old\n+new\n```',
      '```html\n<a href="x">&amp;</a>\n```',
    ].join('\n\n');
    const sum = Array.from({ length: 60 }, (_, index) => `a_{${index}}`).join('+');
    const maths = `$$\n${sum}\n$$\n\nIn words $\\frac{\\sqrt{${sum}}}{2}$ of them.`;
    await begin({ chat: [say(`${code}\n\n${maths}`), finish('stop'), done()] });
    await ask(page, 'Hi');
    await expect(formulas(page)).toHaveCount(2);
    await expect(tokens(page, 'removed')).toHaveCount(1);
    await expect(tokens(page, 'name').last()).toBeVisible();
    await expect(page.locator('[data-wide]').first()).toBeVisible();
    await expectAccessible(page, 'an answer with code and formulas');
  });
}

test('what came faster than it could be shown is as high as it was said to be, and the end stays in view', async ({
  page,
  begin,
}) => {
  const text = Array.from({ length: 1_500 }, (_, at) => `Paragraph ${at} ends here.\n\n`).join('');
  const gate = createGate();
  // The first words are on screen before the rest comes at once.
  await begin({ chat: [say('First.\n\n'), wait(gate), say(text), finish('stop'), done()] });
  await page.addInitScript(() => {
    const seen = { passed: 0 };
    Object.assign(globalThis, { seen });
    new MutationObserver((records) => {
      for (const { target } of records)
        if ((target as Element).hasAttribute('data-passed')) seen.passed += 1;
    }).observe(document, { subtree: true, attributeFilter: ['data-passed'] });
  });
  await page.reload();
  await ask(page, 'Hi');
  await expect(answer(page)).toContainText('First.');
  gate.open();
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(page.getByText('Paragraph 1499 ends here.')).toBeInViewport();
  await expect(page.locator('[data-held]')).toHaveCount(0);
  await expect(page.locator('[data-passed]')).toHaveCount(0);
  expect(
    await page.evaluate(() => (globalThis as unknown as { seen: { passed: number } }).seen.passed),
  ).toBeGreaterThan(10);
  await expect(page.getByText('Paragraph 1499 ends here.')).toBeInViewport();
  // A paragraph is as high as any other.
  const heights = await page
    .locator('[data-part]')
    .evaluateAll((parts) =>
      parts
        .slice(1, -1)
        .map((part) => part.getBoundingClientRect().height / part.childElementCount),
    );
  expect(new Set(heights.map(Math.round)).size).toBe(1);
});

/** The texts of those that are in view. Runs in the page. */
function inView(all: readonly Element[]): string[] {
  return all.flatMap((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top > 0 && bottom < innerHeight - 200 ? (element.textContent ?? '') : [];
  });
}

test(
  'of an answer that races, what is scrolled to is there, and the rest when it is over',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    const text = Array.from({ length: 1_500 }, (_, at) => `Paragraph ${at} ends here.\n\n`).join(
      '',
    );
    const [first, last] = [createGate(), createGate()];
    const chat = [say('First.\n\n'), wait(first), say(text), wait(last), finish('stop'), done()];
    await begin({ chat });
    await ask(page, 'Hi');
    await expect(answer(page)).toContainText('First.');
    first.open();
    await expect(page.getByText('Paragraph 1499 ends here.')).toBeInViewport();
    expect(await page.locator('[data-held]').count()).toBeGreaterThan(100);
    const paragraphs = page.getByText(/^Paragraph \d+ ends here\.$/);
    for (const share of [0.5, 0.25]) {
      await page
        .getByRole('log')
        .evaluate((log, at) => (log.scrollTop = log.scrollHeight * at), share);
      await expect
        .poll(async () => (await paragraphs.evaluateAll(inView)).length)
        .toBeGreaterThan(5);
    }
    const seen = await paragraphs.evaluateAll(inView);
    // Firefox may move once by a part or so: it notices late what it did not lay out.
    const shown = seen[Math.floor(seen.length / 2)] ?? '';
    last.open();
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    await expect(page.locator('[data-held], [data-passed]')).toHaveCount(0);
    await expect(paragraphs).toHaveCount(1_500);
    await expect(page.getByText(shown, { exact: true })).toBeInViewport();
  },
);
