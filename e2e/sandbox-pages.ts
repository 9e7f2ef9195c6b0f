import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIST } from './build.mjs';
import { test as base } from './chat-pages';
import { MARKUP, NAVIGATIONS, PEERS, REQUESTS, WORKER } from './escapes';
import { type Spy, startSpy } from './spy-server';

export const test = base.extend<{ spy: Spy }>({
  spy: async ({ watch }, use, { parallelIndex }) => {
    const names = Object.keys({ ...REQUESTS, ...NAVIGATIONS, ...PEERS, ...MARKUP, ...WORKER });
    const spy = await startSpy(names, parallelIndex);
    const urls = names.map((name) => spy.url(name));
    watch.allowOwnRequests(
      ...urls,
      ...urls.flatMap((url) => [url.replace('http', 'ws'), url.replace('http', 'https')]),
    );
    // The browser tells of each attempt, in words of its own.
    watch.expectProblems(/./s);
    await use(spy);
    await spy.close();
  },
});

/** The address of a part that the build has made; what it exports keeps its name. */
function partOf(name: string): string {
  const file = readdirSync(join(DIST, 'assets')).find((found) => found.startsWith(`${name}-`));
  return `./assets/${file ?? name}`;
}

/** Runs the tool on the page; after `stopMs` it is stopped. Code that never ends meets a shorter time limit, all other a longer. */
export function runTool(page: Page, code: string, stopMs?: number): Promise<string> {
  return page.evaluate(
    async ({ part, source, stop }) => {
      const limit = source.startsWith('while (true)') ? 2_000 : 60_000;
      interface Part {
        openBuiltinTools(given: object): readonly {
          name: string;
          run(args: object, signal: AbortSignal): Promise<{ text: string }>;
        }[];
      }
      const { openBuiltinTools } = (await import(new URL(part, document.baseURI).href)) as Part;
      const clock = {
        now: () => Date.now(),
        after: (ms: number, run: () => void) => {
          const timer = setTimeout(run, ms === 10_000 ? limit : ms);
          return () => clearTimeout(timer);
        },
      };
      const stopping = new AbortController();
      if (stop !== undefined) setTimeout(() => stopping.abort(), stop);
      try {
        const tool = openBuiltinTools({ clock }).find(({ name }) => name === 'javascript');
        return (await tool?.run({ code: source }, stopping.signal))?.text ?? 'no tool';
      } catch (error) {
        return String(error);
      }
    },
    { part: partOf('builtin-tools'), source: code, stop: stopMs },
  );
}

/** Opens a page of a model in the sandbox and waits until it is shown. */
export function openHtml(page: Page, source: string, scripts: boolean): Promise<unknown> {
  return page.evaluate(
    async ({ part, html, runs }) => {
      interface Part {
        openPreviews(clock: unknown): (place: Element, request: object, events: object) => void;
      }
      const { openPreviews } = (await import(new URL(part, document.baseURI).href)) as Part;
      const clock = {
        now: () => Date.now(),
        after: (ms: number, run: () => void) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      };
      const place = document.createElement('div');
      document.body.append(place);
      const request = { kind: 'html', source: html, scripts: runs, theme: 'light' };
      await new Promise<void>((onShown) => {
        const events = { onShown, onHeight() {}, onEscape() {}, onProblem: () => onShown() };
        openPreviews(clock)(place, request, events);
      });
    },
    { part: partOf('open-sandbox'), html: source, runs: scripts },
  );
}

/** Runs code in a frame of the sandbox, in the place of our own program. */
export function runInFrame(page: Page, code: string): Promise<unknown> {
  return page.evaluate(async (source) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = 'sandbox.html';
    await new Promise((done) => {
      frame.addEventListener('load', done, { once: true });
      document.body.append(frame);
    });
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
    });
    const program = `(async (port) => { const say = (words) => port.postMessage(words); ${source}; say('ran') })`;
    frame.contentWindow?.postMessage({ program }, '*', [port2]);
    return answer;
  }, code);
}
