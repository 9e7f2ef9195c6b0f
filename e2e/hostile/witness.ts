import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Frame, Page, Request } from '@playwright/test';
import { expect } from '../fixtures';
import { foreignParts } from './foreign-parts';

/** What the spy answers; a page of it has no policy, so that there everything runs. */
const PAGE = '<!doctype html><title>spy</title><body></body>';

/** An address that nobody may ask: every path of it, and whoever connects. */
export async function startPathSpy() {
  const asked = new Set<string>();
  let connections = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path !== '/' && path !== '/favicon.ico') asked.add(path);
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end(PAGE);
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  return {
    url,
    asked: () => [...asked],
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type PathSpy = Awaited<ReturnType<typeof startPathSpy>>;

/** Sees what ran, what was asked for, and what opened or left, in all pages of a context. */
export class Witness {
  readonly executed: string[] = [];
  readonly #requests: Request[] = [];
  readonly opened: string[] = [];
  readonly #known: () => readonly string[];

  /** `known` are the origins that may be asked. */
  constructor(context: BrowserContext, known: () => readonly string[]) {
    this.#known = known;
    context.on('console', (message) => {
      const [canary] = /canary-[\w-]+/.exec(message.text()) ?? [];
      // What the browser itself says of a policy quotes what it has refused.
      if (canary && message.type() === 'debug') this.executed.push(canary);
    });
    context.on('dialog', (dialog) => {
      this.executed.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('request', (request) => {
      const url = request.url();
      if (/^(?:data|blob|about):/.test(url) || this.#known().includes(new URL(url).origin)) return;
      this.#requests.push(request);
    });
    context.on('page', (page) => this.#follow(page));
    for (const page of context.pages()) this.#follow(page);
  }

  /** Addresses that were asked for; what the policy of a page or of the sandbox has stopped was not. */
  fetched(): string[] {
    const went = this.#requests.filter(
      (request) => !/csp|CONTENT_BLOCKED/i.test(request.failure()?.errorText ?? ''),
    );
    return went.map((request) => request.url());
  }

  /**
   * Asks also what only the page itself can tell, and fails for anything at all. `mayConnect`: Chromium connects before it
   * judges where a frame of the sandbox wants to go, and then sends nothing.
   */
  async expectNothing(page: Page, spy: PathSpy, mayConnect = false): Promise<void> {
    expect(await page.evaluate(foreignParts), 'parts of the page that are not ours').toEqual([]);
    expect(this.executed, 'executed').toEqual([]);
    expect([...this.fetched(), ...spy.asked()], 'fetched').toEqual([]);
    expect(this.opened, 'opened, left or downloaded').toEqual([]);
    if (!mayConnect) expect(spy.connections(), 'connections to the spy').toBe(0);
  }

  #follow(page: Page): void {
    const isFirst = page.context().pages()[0] === page;
    if (!isFirst) this.opened.push(`a window: ${page.url()}`);
    page.on('download', (download) => this.opened.push(`a download: ${download.url()}`));
    page.on('framenavigated', (frame) => this.#judgeNavigation(page, frame));
  }

  #judgeNavigation(page: Page, frame: Frame): void {
    const url = frame.url();
    if (/^about:(?:blank|srcdoc)$/.test(url)) return;
    if (!this.#known().includes(new URL(url).origin)) this.opened.push(`a navigation: ${url}`);
    const isOurs = /\/(?:index\.html)?(?:[#?].*)?$|\/sandbox\.html$/.test(url);
    if (!isOurs) this.opened.push(`another page of ours: ${url} in ${page.url()}`);
  }
}
