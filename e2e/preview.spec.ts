import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, expect, test } from './chat-pages';
import { done, finish, say } from './servers/scripted';

test.use({ wholeChromium: true, serviceWorkers: 'allow' });

/** What draws diagrams is large, and on a first visit waits until all that is precached has come. */
const PATIENT = { timeout: 60_000 };
test.describe.configure({ timeout: 150_000 });
const BOTH = { tag: '@firefox' };
const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n\n`;
const answer = (...blocks: string[]) => ({ chat: [say(blocks.join('')), finish('stop'), done()] });

const block = (page: Page, language: string) => page.locator(`figure[data-code="${language}"]`);
const press = (page: Page, language: string, name: string) =>
  block(page, language).getByRole('button', { name, exact: true }).click();
const inside = (page: Page, language: string) => block(page, language).frameLocator('iframe');

const HTML = `<!doctype html><title>t</title><style>p { color: rgb(1, 2, 3) }</style>
<p>Without scripts</p><script>document.querySelector('p').textContent = 'With scripts of ' + self.origin</script>`;
const SVG = '<svg viewBox="0 0 40 20"><title>Two boxes</title><rect width="40" height="20"/></svg>';

test(
  'HTML, SVG and Mermaid open below their code, scripts only at a press',
  BOTH,
  async ({ page, begin, watch }) => {
    // The check of accessibility asks all frames, and those without an origin cannot be addressed by one.
    watch.expectProblems(/does not match the recipient window/);
    await begin(
      answer(
        fence('html', HTML),
        fence('svg', SVG),
        fence('mermaid', 'flowchart LR\n  Start --> Finish'),
        fence('js', '1'),
      ),
    );
    await ask(page, 'Hi');
    await expect(block(page, 'js').getByRole('button', { name: 'Wrap' })).toBeVisible();
    await expect(button(page, 'Preview')).toHaveCount(3);
    await expect(page.locator('iframe')).toHaveCount(0);

    await press(page, 'html', 'Preview');
    await expect(inside(page, 'html').getByText('Without scripts')).toHaveCSS(
      'color',
      'rgb(1, 2, 3)',
    );
    await press(page, 'html', 'Run its scripts');
    const running = inside(page, 'html').frameLocator('iframe');
    await expect(running.getByText('With scripts of null')).toBeVisible();
    await press(page, 'html', 'Run its scripts');
    await expect(inside(page, 'html').getByText('Without scripts')).toBeVisible();

    await press(page, 'svg', 'Preview');
    await expect(inside(page, 'svg').getByRole('img', { name: 'Two boxes' })).toBeVisible();

    await press(page, 'mermaid', 'Preview');
    await expect(inside(page, 'mermaid').getByText('Finish')).toBeVisible(PATIENT);
    await expectAccessible(page, 'an answer with previews');

    await press(page, 'mermaid', 'Larger');
    const large = page.getByRole('dialog', { name: 'Preview' });
    await expect(large.frameLocator('iframe').getByText('Finish')).toBeVisible(PATIENT);
    await large.getByRole('button', { name: 'Close' }).click();
    await expect(large).toHaveCount(0);

    await press(page, 'html', 'Preview');
    await expect(page.locator('iframe')).toHaveCount(2);
    await expect(block(page, 'html').getByRole('button', { name: 'Preview' })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
  },
);

test('what cannot be drawn says why, and what does not answer is removed', async ({
  page,
  begin,
  watch,
}) => {
  watch.expectProblems(/./s);
  const loop = '<p>x</p><script>onload = () => { while (true); }</script>';
  await begin(
    answer(
      fence('mermaid', 'flowchart LR\n  A -->'),
      fence('svg', '<p>no</p>'),
      fence('html', loop),
    ),
  );
  await ask(page, 'Hi');
  await press(page, 'mermaid', 'Preview');
  await expect(block(page, 'mermaid').getByRole('status')).toContainText(
    'Parse error on line',
    PATIENT,
  );
  await press(page, 'svg', 'Preview');
  const refusal = block(page, 'svg').getByRole('status');
  await expect(refusal).toContainText('There is no <svg> element in it.');
  await expect(refusal.getByRole('link', { name: 'Help' })).toHaveAttribute(
    'href',
    '#/help/symptom/preview',
  );

  await press(page, 'html', 'Preview');
  await press(page, 'html', 'Run its scripts');
  await expect(block(page, 'html').getByRole('status')).toContainText(
    'The sandbox did not answer any more. It was removed.',
    PATIENT,
  );
  await expect(page.locator('iframe')).toHaveCount(0);
});
