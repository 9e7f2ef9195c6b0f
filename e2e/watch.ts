import type { BrowserContext, Page } from '@playwright/test';
import { Contacts } from './contacts';

// Marks the console line that reports a violation: browsers word their own differently, some print none for a worker.
const VIOLATION = 'Content-Security-Policy violation:';

/*
 * What the app asks of a server to find out which one it is. Where a preset or a port suggests a program that the test's
 * server is not, browsers print that the path was not found; nothing is wrong then.
 */
const DISCOVERY =
  /status of 404 .*\/(?:api\/v[01]\/models|api\/version|v1\/models\/capabilities|v1\/internal\/model\/info|v1\/model\/info|info|openapi\.json):\d+\)$/;

/** Records what the pages of a context contacted and what went wrong in them, to be judged after the test. */
export class Watch {
  readonly #allowed = new Set<string>();
  readonly #contacted = new Map<string, string>();
  readonly #problems: string[] = [];
  readonly #expected: RegExp[] = [];
  readonly #contacts = new Contacts();

  constructor(ownOrigin: string) {
    this.#allowed.add(ownOrigin);
  }

  /** Declares origins that the pages may contact besides their own; full URLs are cut to their origin. */
  allowOrigins(...urls: string[]): void {
    for (const url of urls) this.#allowed.add(new URL(url).origin);
  }

  /** The origins that may be contacted. */
  allowed(): string[] {
    return [...this.#allowed];
  }

  /** Declares origins that the test's own code contacts from within a page: its log knows nothing of them. */
  allowOwnRequests(...urls: string[]): void {
    this.allowOrigins(...urls);
    this.#contacts.exempt(...urls);
  }

  /** The test has emptied the log of a page, which begins anew. */
  logWasCleared(page: Page): void {
    this.#contacts.forget(page);
  }

  /** Origins that the browser saw a page contact and that the page's own log does not name. */
  unlisted(): string[] {
    return this.#contacts.missing();
  }

  /** Declares console errors and uncaught errors that belong to the test. */
  expectProblems(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** Follows every page, frame and service worker of a context from now on. */
  async follow(context: BrowserContext): Promise<void> {
    this.#contacts.follow(context);
    context.on('request', (request) => this.#contact(request.url()));
    context.on('page', (page) => {
      page.on('websocket', (socket) => this.#contact(socket.url()));
    });
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url, lineNumber } = message.location();
      this.#problems.push(`console: ${message.text()} (${url}:${String(lineNumber)})`);
    });
    context.on('weberror', (error) => {
      this.#problems.push(`uncaught: ${error.error().stack ?? error.error().message}`);
    });
    await context.addInitScript((prefix) => {
      addEventListener('securitypolicyviolation', (event) => {
        const source = `${event.sourceFile}:${String(event.lineNumber)}`;
        console.error(prefix, event.violatedDirective, event.blockedURI, source, event.sample);
      });
    }, VIOLATION);
  }

  /** Every origin contacted so far, with the first URL that did. */
  contacted(): ReadonlyMap<string, string> {
    return this.#contacted;
  }

  /** Undeclared origins, each with the first URL that contacted it. */
  strangers(): string[] {
    const unknown = [...this.#contacted].filter(([origin]) => !this.#allowed.has(origin));
    return unknown.map(([origin, url]) => `${origin} (${url})`);
  }

  /** Errors that no `expectProblems` pattern covers. */
  surprises(): string[] {
    const expected = [DISCOVERY, ...this.#expected];
    return this.#problems.filter((text) => !expected.some((pattern) => pattern.test(text)));
  }

  #contact(url: string): void {
    const { origin, protocol } = new URL(url);
    // data: and blob: never leave the browser.
    if (!/^(https?|wss?):$/.test(protocol) || this.#contacted.has(origin)) return;
    this.#contacted.set(origin, url);
  }
}
