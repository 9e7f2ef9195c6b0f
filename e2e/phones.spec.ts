import type { CDPSession, Locator, Page } from '@playwright/test';
import { button, composer, expect, test } from './chat-pages';
import { addProvider, stored } from './provider-pages';
import { seedChats } from './seed-chats.mjs';
import { done, finish, say } from './servers/scripted';

test.use({ wholeChromium: true, serviceWorkers: 'allow' });

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const sidebar = (page: Page): Locator => page.getByRole('navigation', { name: 'Patchbay' });
const menu = (page: Page): Locator => button(page, 'Menu');

const routes = [
  '#/',
  '#/providers',
  '#/providers/add',
  '#/prompts',
  '#/tools',
  '#/storage',
  '#/settings',
  '#/log',
  '#/help',
  '#/help/lm-studio',
  '#/help/moving',
  '#/nothing',
];

/** How far the page, or what scrolls it, can be pushed sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('main, main > *')];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });

/** Controls that a finger would miss: their name and size. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, [role=switch], select, input:not([type=hidden], [type=file]), textarea, nav a',
    );
    return [...controls]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .map((control) =>
        control.matches('[type=checkbox], [type=radio]')
          ? ((control as HTMLInputElement).labels?.[0] ?? control)
          : control,
      )
      .flatMap((control) => {
        const { width, height } = control.getBoundingClientRect();
        const name = control.ariaLabel ?? control.textContent;
        const isHidden = width <= 1 || control.closest('.visually-hidden, [inert]') !== null;
        return isHidden || (height >= 43.5 && width >= 43.5)
          ? []
          : `${name} ${Math.round(width)} × ${Math.round(height)}`;
      });
  });

const fontOfInputs = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const inputs = document.querySelectorAll(
      'input:not([type=file], [type=checkbox], [type=radio]), textarea, select',
    );
    return Math.min(
      16,
      ...Array.from(inputs, (input) => parseFloat(getComputedStyle(input).fontSize)),
    );
  });

async function touch(session: CDPSession, points: readonly [number, number][]): Promise<void> {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: [number, number]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at ? [{ x: at[0], y: at[1] }] : [],
    });
  const [first, ...rest] = points;
  await send('touchStart', first);
  for (const point of rest) await send('touchMove', point);
  await send('touchEnd');
}

/** A straight way in steps of a finger. */
const way = (from: [number, number], to: [number, number]): [number, number][] =>
  Array.from({ length: 11 }, (_, at) => [
    from[0] + ((to[0] - from[0]) * at) / 10,
    from[1] + ((to[1] - from[1]) * at) / 10,
  ]);

test.describe('on a small phone', () => {
  test.use(phone);

  test('no page moves sideways, its controls are as large as a finger, its inputs do not zoom', async ({
    page,
    app,
    serve,
  }) => {
    const name = 'a-model-with-a-very-long-name-that-never-ends-instruct-q4_k_m.gguf';
    const server = await serve({ models: [{ id: name }, { id: 'second' }] });
    await addProvider(page, app.url, server.url);
    const providerHash = new URL(page.url()).hash;
    await seedChats(page, { chats: 2, messages: 4, length: 300 });
    for (const route of [...routes, providerHash, '#/chat/c1']) {
      await page.goto(`${app.url}${route}`);
      await page.reload();
      await expect(page.getByRole('heading').or(page.getByRole('article')).first()).toBeVisible();
      await expect.poll(() => sideways(page), { message: route }).toBe(0);
      await expect.poll(() => small(page), { message: route }).toEqual([]);
      expect(await fontOfInputs(page), route).toBe(16);
    }
  });

  test('the sidebar is swiped in from the edge and away again, and nothing else is', async ({
    page,
    context,
    begin,
  }) => {
    const code = 'x'.repeat(400);
    await begin({
      models: [{ id: 'scripted' }],
      chat: [say(`Code:\n\n\`\`\`\n${code}\n\`\`\`\n`), finish('stop'), done()],
    });
    await composer(page).fill('Hi');
    await button(page, 'Send').click();
    await expect(page.getByRole('article', { name: 'Assistant' })).toHaveAttribute(
      'data-status',
      'done',
    );
    const session = await context.newCDPSession(page);
    // Down: the page's own. From further in: nobody's.
    await touch(session, way([8, 300], [12, 500]));
    await touch(session, way([120, 300], [330, 300]));
    await expect(sidebar(page)).toBeHidden();
    await expect(async () => {
      await touch(session, way([8, 300], [250, 305]));
      await expect(sidebar(page)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(page.locator('#sidebar')).toHaveCSS('transform', 'none');
    // Not far enough: it comes back.
    await touch(session, way([250, 400], [220, 400]));
    await expect(page.locator('#sidebar')).toHaveCSS('transform', 'none');
    await expect(sidebar(page)).toBeVisible();
    await touch(session, way([250, 400], [40, 405]));
    await expect(sidebar(page)).toBeHidden();
    await expect(menu(page)).toBeVisible();

    await page.emulateMedia({ reducedMotion: 'reduce' });
    await touch(session, way([8, 300], [250, 305]));
    await expect(sidebar(page)).toBeVisible();
    await touch(session, way([250, 400], [40, 405]));
    await expect(sidebar(page)).toBeHidden();
  });
});

test.describe('over what scrolls sideways', () => {
  test.use({ ...phone, viewport: { width: 390, height: 740 } });

  test('a finger scrolls wide code and wide tables; beside them, at the edge, it opens the sidebar', async ({
    page,
    context,
    begin,
  }) => {
    test.slow();
    const cells = Array.from({ length: 12 }, (_, at) => `A wide column ${String(at)}`).join(' | ');
    const line = '| --- '.repeat(12);
    const table = `| ${cells} |\n${line}|\n| ${cells} |\n`;
    await begin({
      models: [{ id: 'scripted' }],
      chat: [
        say(`Code:\n\n\`\`\`\n${'x'.repeat(400)}\n\`\`\`\n\n${table}`),
        finish('stop'),
        done(),
      ],
    });
    await composer(page).fill('Hi');
    await button(page, 'Send').click();
    const answer = page.getByRole('article', { name: 'Assistant' });
    await expect(answer).toHaveAttribute('data-status', 'done');
    const session = await context.newCDPSession(page);
    for (const name of ['pre', 'table']) {
      const wide = answer.locator(name);
      await wide.scrollIntoViewIfNeeded();
      const box = await wide.boundingBox();
      const y = Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2);
      const place = () => wide.evaluate(scrolledTo);
      const start = await place();
      expect(start, `${name} is at its beginning`).toBe(0);
      await touch(session, way([330, y], [60, y]));
      await expect.poll(place).toBeGreaterThan(100);
      await expect(sidebar(page)).toBeHidden();
      // Also where the page lets the sidebar in, the code is nearer; the edge of the screen is beside it.
      await touch(session, way([20, y], [250, y]));
      await expect(sidebar(page)).toBeHidden();
      await expect(async () => {
        await touch(session, way([6, y], [250, y + 2]));
        await expect(sidebar(page)).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await touch(session, way([250, 400], [40, 405]));
      await expect(sidebar(page)).toBeHidden();
    }
  });
});

/** How far an element, or the box around it that scrolls sideways, is scrolled. */
function scrolledTo(element: Element): number {
  for (let at: Element | null = element; at && at.tagName !== 'ARTICLE'; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX))
      return at.scrollLeft;
  throw new Error('Nothing here scrolls sideways');
}

test('what other apps share becomes a draft, is not sent, and can be undone', async ({
  page,
  app,
  context,
  begin,
}) => {
  const server = await begin({ models: [{ id: 'scripted' }] });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);
  const other = await context.newPage();
  const share = async (text: string, file?: { name: string; mimeType: string; buffer: Buffer }) => {
    await other.goto('about:blank');
    await other.setContent(
      `<form method="post" enctype="multipart/form-data" action="${app.url}share">
        <input name="title" value="A page" /><textarea name="text"></textarea>
        <input name="url" value="https://a.example/" /><input type="file" name="files" /><button>Share</button>
      </form>`,
    );
    await other.locator('textarea').fill(text);
    if (file) await other.locator('input[type=file]').setInputFiles(file);
    await other.getByRole('button', { name: 'Share' }).click();
  };
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await share('Look at this', {
    name: 'shot.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pixel, 'base64'),
  });
  await expect(composer(other)).toHaveValue('A page\nLook at this\nhttps://a.example/');
  await expect(other.getByText('shot.png')).toBeVisible();
  expect(new URL(other.url()).hash).toBe('#/');
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  await button(other, 'Undo').click();
  await expect(composer(other)).toHaveValue('');
  await expect(other.getByText('shot.png')).toBeHidden();

  await share('y'.repeat(5_000));
  await expect(other.getByText('shared.txt')).toBeVisible();
  await expect(composer(other)).toHaveValue('');
  expect(await other.evaluate(() => caches.keys())).not.toContainEqual(
    expect.stringContaining('shared'),
  );
});

test('files that the system opens lead to where they are asked about', async ({ page, app }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'launchQueue', {
      value: { setConsumer: (take: unknown) => Object.assign(globalThis, { take }) },
    });
  });
  const launch = async (name: string, text: string) => {
    await page.waitForFunction(() => 'take' in globalThis);
    await page.evaluate(
      ([fileName = '', content = '']) => {
        const { take } = globalThis as unknown as { take: (params: unknown) => void };
        take({ files: [{ getFile: async () => new File([content], fileName) }] });
      },
      [name, text],
    );
  };
  await page.goto(app.url);
  const setup = {
    providers: {
      'openai-compatible': {
        name: 'openai-compatible',
        base_url: 'http://localhost:9/v1',
        models: [],
      },
    },
  };
  await launch('providers.json', JSON.stringify(setup));
  const plan = page.getByRole('dialog', { name: 'Import providers.json' });
  await expect(plan).toBeVisible();
  await expect(page).toHaveURL(/#\/providers$/);
  await plan.getByRole('button', { name: 'Cancel' }).click();
  expect(JSON.stringify(await stored(page))).not.toContain('localhost:9');

  await launch('patchbay-backup-2026-01-01.json', '{"format":"patchbay-backup","version":1}\n');
  await expect(page).toHaveURL(/#\/storage$/);
  await expect(page.getByRole('dialog', { name: /^Restore patchbay-backup/ })).toBeVisible();
});

test('each shortcut of the app icon opens what its name promises', async ({ page, app }) => {
  await page.goto(app.url);
  const shortcuts = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    const manifest: unknown = await (await fetch(link?.href ?? '')).json();
    const listed = (manifest as { shortcuts: { name: string; url: string }[] }).shortcuts;
    return listed.map(({ name, url }) => ({ name, url: new URL(url, link?.href).href }));
  });
  const main = page.getByRole('main');
  const promises: Record<string, () => Promise<void>> = {
    async 'New chat'() {
      await expect(main.getByRole('heading', { name: 'New chat', level: 1 })).toBeVisible();
      await expect(composer(page)).toBeFocused();
    },
    async Search() {
      await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
      // Going back, or loading again, searches no second time.
      await expect(page).toHaveURL(/#\/$/);
    },
    async 'Add provider'() {
      await expect(main.getByRole('heading', { name: 'Add provider', level: 1 })).toBeVisible();
      await expect(page.getByLabel('Base URL', { exact: true })).toBeEditable();
    },
  };
  expect(shortcuts.map(({ name }) => name)).toEqual(Object.keys(promises));
  for (const { name, url } of shortcuts) {
    // As from the icon: into a window of its own, and into one that is open.
    await page.goto('about:blank');
    await page.goto(url);
    await promises[name]?.();
    await page.goto(`${app.url}#/settings`);
    await expect(main.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await page.goto(url);
    await promises[name]?.();
  }
});

test('on a large screen the sidebar goes away by button or key, and stays away', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await button(page, 'Close menu').click();
  await expect(sidebar(page)).toBeHidden();
  await expect(menu(page)).toBeFocused();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('patchbay-sidebar')))
    .toBe('hidden');
  await page.reload();
  await expect(menu(page)).toBeVisible();
  await expect(sidebar(page)).toBeHidden();
  await composer(page).fill('words');
  await composer(page).press('ControlOrMeta+b');
  await expect(sidebar(page)).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await composer(page).press('ControlOrMeta+b');
  await expect(sidebar(page)).toBeHidden();
  await menu(page).click();
  await expect(button(page, 'Close menu')).toBeFocused();
});

/** The part of the window's bar that is the page's, in two windows: Linux or Windows, and a Mac. */
const bars = [
  { x: 0, width: 800, height: 28 },
  { x: 80, width: 920, height: 33 },
];

/** Writes what the browser would put for `env(titlebar-area-…)`, and has the rules of that mode hold: no protocol sets either. */
function placeBar(bar: { x: number; width: number; height: number }): void {
  const written = (value: string): string =>
    value.replaceAll(/env\(titlebar-area-(x|width|height)[^)]*\)/g, (_, side: string) => {
      return `${String(Reflect.get(bar, side))}px`;
    });
  const rewrite = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule)
        for (const name of rule.style)
          rule.style.setProperty(name, written(rule.style.getPropertyValue(name)));
      if (rule instanceof CSSMediaRule && rule.conditionText.includes('window-controls-overlay'))
        rule.media.mediaText = 'all';
      if ('cssRules' in rule) rewrite(rule.cssRules as CSSRuleList);
    }
  };
  for (const sheet of document.styleSheets) rewrite(sheet.cssRules);
}

for (const bar of bars)
  test(`in the bar of its window (from ${String(bar.x)}, ${String(bar.height)} high) lies nothing that is pressed, and it moves the window`, async ({
    page,
    app,
  }) => {
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.goto(app.url);
    await expect(composer(page)).toBeFocused();
    await expect(button(page, 'Close menu')).toBeVisible();
    await page.evaluate(placeBar, bar);
    const dragged = () =>
      page.evaluate(() => {
        const shell = document.querySelector('main')?.parentElement;
        const style = shell && getComputedStyle(shell, '::before');
        if (!style) return undefined;
        const region =
          style.getPropertyValue('app-region') || style.getPropertyValue('-webkit-app-region');
        return [region, style.top, style.left, style.width, style.height];
      });
    const [x, width, height] = [bar.x, bar.width, bar.height].map((side) => `${String(side)}px`);
    await expect.poll(dragged).toEqual(['drag', '0px', x, width, height]);
    const highest = () =>
      page.evaluate(() => {
        const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, h1')];
        const shown = controls.filter(
          (control) => control.checkVisibility() && control.offsetWidth > 1,
        );
        const tops = shown.map((control) => control.getBoundingClientRect());
        return Math.min(...tops.filter((box) => box.bottom > 0).map((box) => box.top));
      });
    await expect.poll(highest).toBeGreaterThanOrEqual(bar.height);
    await button(page, 'Close menu').click();
    await expect(menu(page)).toBeVisible();
    await expect.poll(highest).toBeGreaterThanOrEqual(bar.height);
    await expect(composer(page)).toBeInViewport({ ratio: 1 });

    // A dialog may lie over the bar; its buttons are pressed there.
    await page.getByRole('button', { name: /^Model/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Choose a model' });
    await expect(dialog).toBeVisible();
    const region = await dialog.evaluate((element) => {
      const style = getComputedStyle(element);
      return style.getPropertyValue('app-region') || style.getPropertyValue('-webkit-app-region');
    });
    expect(region).toBe('no-drag');
  });
