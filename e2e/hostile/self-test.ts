import type { Page } from '@playwright/test';
import { expect } from '../chat-pages';
import { type Item, itemsOf, namesIn } from './corpus';
import { test } from './pages';
import { startPathSpy, Witness } from './witness';

const NAMES = [
  ...namesIn('markdown'),
  ...['previews', 'errors', 'headers', 'models', 'providers', 'hashes', 'titles', 'searches'],
  ...['tools', 'attachments', 'stored', 'backups'],
];

/** What a careless page would make of a text: its links and images are taken as they are, the rest is markup. */
function careless({ text }: Item): string {
  return text
    .replace(/!\[([^\]\n]*)\]\(<?([^\s>]*)[^\n]*?\)(?=\s|$)/gm, '<img alt="$1" src="$2">')
    .replace(/\[([^\]\n]*)\]\(<?([^\n]*?)>?\)(?=\s|$)/gm, '<a href="$2">$1</a>');
}

/** Shows each in a frame of its own, and presses its links. */
function show(page: Page, texts: string[]): Promise<void> {
  return page.evaluate(async (all) => {
    const open = async (text: string): Promise<void> => {
      const frame = document.createElement('iframe');
      frame.srcdoc = `<!doctype html><body>${text}`;
      const loaded = new Promise((resolve) => {
        frame.addEventListener('load', resolve, { once: true });
        setTimeout(resolve, 2000);
      });
      document.body.append(frame);
      await loaded;
      for (const link of frame.contentDocument?.querySelectorAll('a') ?? []) {
        // In its own frame: the others are still to be seen.
        link.target = '_self';
        if (link.protocol === 'javascript:' || link.host === location.host) link.click();
      }
    };
    await Promise.all(all.map(open));
  }, texts);
}

test('where nobody escapes them, items of each kind run or fetch, and the witness sees it', async ({
  context,
  page,
  watch,
}) => {
  const spy = await startPathSpy();
  watch.allowOwnRequests(spy.url, 'http://127.0.0.1:1');
  watch.expectProblems(/./s);
  const witness = new Witness(context, () => []);
  const seen = (): string[] => {
    const run = witness.executed.map((words) => words.replace('canary-', ''));
    return [...run, ...spy.asked().map((path) => path.slice(1))];
  };
  const counts: Record<string, number> = {};
  let all = 0;
  for (const name of NAMES) {
    const items = itemsOf(name, spy.url);
    all += items.length;
    await page.goto(spy.url);
    await show(page, items.map(careless));
    const ids = () => items.filter(({ id }) => seen().some((path) => path.startsWith(id)));
    await expect.poll(() => ids().length, { message: `${name} does nothing` }).toBeGreaterThan(0);
    counts[name] = ids().length;
  }
  const live = Object.values(counts).reduce((sum, count) => sum + count, 0);
  console.log(`without escaping ${String(live)} of ${String(all)} items run or fetch`);
  expect(all).toBeGreaterThan(300);
  expect(live).toBeGreaterThan(all / 4);
  expect(witness.fetched().length).toBeGreaterThan(0);
  await spy.close();
});
