import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from '../chat-pages';
import { done, finish, say, type Step, think } from '../servers/scripted';
import { type Item, itemsOf } from './corpus';
import { type PathSpy, startPathSpy, Witness } from './witness';

/** What a busy machine takes for the large parts: diagrams, PDF, MCP. */
export const PATIENT = { timeout: 60_000 };

interface Counted {
  /** The ids of the items that were tried. */
  items: Set<string>;
  executed: number;
  fetched: number;
}

export const test = base.extend<
  {
    witness: Witness;
    /** The items of a file; they count as tried. */
    take: (name: string, server?: string) => Item[];
  },
  { spy: PathSpy; counted: Counted }
>({
  spy: [
    async ({}, use) => {
      const spy = await startPathSpy();
      await use(spy);
      await spy.close();
    },
    { scope: 'worker' },
  ],
  counted: [
    async ({}, use) => {
      const counted = { items: new Set<string>(), executed: 0, fetched: 0 };
      await use(counted);
      const { items, executed, fetched } = counted;
      console.log(
        `${String(items.size)} items, executed: ${String(executed)}, fetched: ${String(fetched)}`,
      );
    },
    { scope: 'worker' },
  ],
  witness: async ({ context, watch, spy, counted }, use) => {
    const witness = new Witness(context, () => watch.allowed());
    await use(witness);
    counted.executed += witness.executed.length;
    counted.fetched += witness.fetched().length + spy.asked().length;
  },
  take: async ({ spy, counted }, use) => {
    await use((name, server) => {
      const items = itemsOf(name, spy.url, server);
      for (const { id } of items) counted.items.add(id);
      return items;
    });
  },
});

/** Browsers print each status that is no success. */
export const STATUS = /^console: Failed to load resource|ERR_/;

/** A text after which the next item begins anew: a fence that was left open is closed. */
function closed(text: string): string {
  const ends = ['```', '~~~'].filter(
    (fence) => text.split('\n').filter((line) => line.startsWith(fence)).length % 2 === 1,
  );
  return [text, ...ends].join('\n');
}

/** All items as one text, each below its id. */
export const asText = (items: readonly Item[]): string =>
  items.map(({ id, text }) => `### ${id}\n\n${closed(text)}\n\n`).join('');

/** An answer that says them all, thinks them all before, and comes in pieces of all lengths. */
export function answerOf(items: readonly Item[]): Step[] {
  const text = asText(items);
  const pieces: string[] = [];
  for (let at = 0, length = 1; at < text.length; at += length, length = (length % 37) + 5) {
    pieces.push(text.slice(at, at + length));
  }
  return [think(text), ...pieces.map(say), finish('stop'), done()];
}

/** Waits for the last answer, and opens all in it that can be opened. */
export async function openAnswer(page: Page, items: readonly Item[]): Promise<void> {
  const answer = page.getByRole('article', { name: 'Assistant' }).last();
  await expect(answer).toHaveAttribute('data-status', 'done', PATIENT);
  for (const { id } of items) await expect(answer).toContainText(id);
  await answer
    .getByRole('button', { name: /^Reasoning/ })
    .first()
    .click();
  await lookAtAll(page);
}

/** Everything comes into view once, is drawn, and is pressed where it is neither a link nor a control of ours. */
export async function lookAtAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const parts = [...document.querySelectorAll('article:last-of-type *')];
    for (const [at, part] of parts.entries()) {
      if (at % 25 === 0) {
        part.scrollIntoView();
        await frame();
      }
      // Elements of MathML cannot be clicked by a script.
      if (part.closest('a, button, summary, label, input, iframe') || !part.isConnected) continue;
      if (part instanceof HTMLElement) part.click();
    }
    await frame();
  });
}

/** Opens what is folded in these parts of the page; menus stay closed. */
export async function openFolds(parts: Locator): Promise<void> {
  await parts.evaluateAll((all) => {
    for (const part of all) {
      const folds = part.querySelectorAll<HTMLElement>('[aria-expanded="false"]');
      for (const fold of folds) if (!fold.hasAttribute('aria-haspopup')) fold.click();
    }
  });
}
