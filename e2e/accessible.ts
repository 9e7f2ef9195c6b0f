import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails where axe finds something serious in either theme, or the page scrolls sideways. Leaves the page dark. */
export async function expectAccessible(page: Page, place: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await emulateTheme(page, colorScheme);
    // Legacy: the page has no frames, so axe need not open a page of its own for each run.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    // The other theme changes nothing but colours.
    if (colorScheme === 'dark') axe.withRules('color-contrast');
    const { violations } = await axe.analyze();
    const grave = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
    const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
    expect(told, `${place}, ${colorScheme}`).toEqual([]);
  }
  const main = page.getByRole('main');
  const excess = await main.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(excess, `${place}: sideways scrolling`).toBeLessThanOrEqual(0);
}

/** Fails for anything that axe finds in either theme, its advice included. Leaves the page light. */
export async function expectCleanForAxe(page: Page, place: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await emulateTheme(page, colorScheme);
    const axe = new AxeBuilder({ page }).setLegacyMode();
    axe.options({ rules: { 'target-size': { enabled: true } } });
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await axe.analyze();
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html}\n${failureSummary}`),
    );
    expect.soft(told, `${place}, ${colorScheme}`).toEqual([]);
  }
}

/** A colour half way between two themes is none of ours, and has too little contrast now and then. */
async function emulateTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
}
