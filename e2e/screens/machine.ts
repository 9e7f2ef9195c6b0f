// Whether this machine draws as the one that the stored pictures are from: another browser or other fonts draw other pixels.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../build.mjs';

export interface Machine {
  /** Its name and its major version. */
  browser: string;
  /** The SHA-256 of a picture of a sample of text. */
  text: string;
}

/** Every kind of letter that the screens have: both families, the sizes and weights, marks that other fonts lend. */
const SAMPLE = ['var(--font)', 'var(--mono)'].flatMap((family) =>
  [13, 14, 16, 20, 26].map(
    (size) =>
      `<p style="font: ${String(size)}px ${family}">Hamburgefonstiv 0123456789 <b>Wäre es so?</b>
      <span style="font-weight: 500">≈ 30.7 tok/s · … ’ “ ” ✓ ↑ ⌘ – ×</span></p>`,
  ),
);

/** Draws the sample on a blank page, in the families of `ui/tokens.css`. Leaves the page blank. */
export async function thisMachine(page: Page): Promise<Machine> {
  const version = page.context().browser()?.version().split('.')[0] ?? 'unknown';
  const tokens = readFileSync(join(ROOT, 'src/ui/tokens.css'), 'utf8');
  const families = tokens.match(/--(?:font|mono):[^;]+;/g) ?? [];
  await page.setContent(`<style>:root { ${families.join(' ')} }</style>${SAMPLE.join('')}
    <select><option>Select</option></select>`);
  const picture = await page.screenshot({ animations: 'disabled' });
  return {
    browser: `chromium ${version}`,
    text: createHash('sha256').update(picture).digest('hex'),
  };
}

/** Says why pixels of this machine are not those of the other; undefined where they are. */
export function unlike(here: Machine, there: Machine): string | undefined {
  if (here.browser !== there.browser)
    return `the stored pictures are from ${there.browser}, this is ${here.browser}`;
  if (here.text !== there.text)
    return `${here.browser} draws text with other fonts here than where the stored pictures are from`;
  return undefined;
}
