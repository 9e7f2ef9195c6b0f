import type { BrowserContext, Page, Request } from '@playwright/test';

/** Whom a page's document asked, as the browser saw it. */
interface Seen {
  requests: Request[];
  /** A navigation of the page itself is on its way. */
  leaves: boolean;
  /** Where it was, in this order. */
  places: string[];
  opener: Promise<Page | null>;
}

/**
 * Holds the list of origins in the app's own log against what the browser saw leave the same document. The log begins
 * anew with each document, so only what went out since the last navigation counts.
 */
export class Contacts {
  readonly #pages = new Map<Page, Seen>();
  readonly #exempt = new Set<string>();
  readonly #missing = new Set<string>();

  /** Origins that the test's own code asks from within the page, where the app knows nothing of it. */
  exempt(...urls: string[]): void {
    for (const url of urls) this.#exempt.add(new URL(url).origin);
  }

  /** Origins that a log should have named, as sentences. */
  missing(): string[] {
    return [...this.#missing];
  }

  /** The log of the page was emptied. */
  forget(page: Page): void {
    this.#seen(page).requests = [];
  }

  /** From now on; pages are compared before they or their context are closed by the test. */
  follow(context: BrowserContext): void {
    context.on('request', (request) => this.#see(request));
    context.on('page', (page) => this.#followPage(page));
    for (const page of context.pages()) this.#followPage(page);
    const close = context.close.bind(context);
    context.close = async (options) => {
      await Promise.all(context.pages().map((page) => this.#compare(page)));
      await close(options);
    };
  }

  #followPage(page: Page): void {
    this.#seen(page);
    page.on('framenavigated', (frame) => {
      const seen = this.#seen(page);
      if (frame !== page.mainFrame()) return;
      if (/^https?:/.test(frame.url())) seen.places.push(frame.url());
      if (!seen.leaves) return;
      seen.leaves = false;
      seen.requests = [];
    });
    const close = page.close.bind(page);
    page.close = async (options) => {
      await this.#compare(page);
      await close(options);
    };
  }

  #seen(page: Page): Seen {
    let seen = this.#pages.get(page);
    if (!seen) {
      seen = { requests: [], leaves: false, places: [], opener: page.opener() };
      this.#pages.set(page, seen);
    }
    return seen;
  }

  #see(request: Request): void {
    if (!/^(?:https?|wss?):/.test(request.url())) return;
    const worker = request.serviceWorker();
    // It asks nobody but the server of its own files.
    if (worker && originOf(worker.url()) !== originOf(request.url())) {
      this.#missing.add(`A service worker asked ${request.url()}, which no log names.`);
    }
    const page = worker ? undefined : pageOf(request);
    if (!page) return;
    const seen = this.#seen(page);
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) seen.leaves = true;
    else seen.requests.push(request);
  }

  async #compare(page: Page): Promise<void> {
    const { requests } = this.#seen(page);
    const own = originOf(page.url());
    const went = requests.filter((request) => hasLeft(request)).map((request) => request.url());
    const asked = [...went, ...(await this.#windowsOf(page))];
    const strangers = asked.filter((url) => originOf(url) !== own);
    const counted = strangers.filter((url) => !this.#exempt.has(originOf(url)));
    if (counted.length === 0) return;
    const listed = await listedIn(page);
    // Another page than the app, or one that is gone or does not answer any more.
    if (!listed) return;
    for (const url of counted) {
      if (listed.includes(originOf(url))) continue;
      this.#missing.add(`The log of ${page.url()} does not name ${originOf(url)} (${url}).`);
    }
  }

  /** Where the windows that a page opened were led to first; what is done there is the person's, or that page's. */
  async #windowsOf(page: Page): Promise<string[]> {
    const found: string[] = [];
    for (const { places, opener } of this.#pages.values()) {
      const away = places.find((url) => originOf(url) !== originOf(page.url()));
      if (away && (await opener) === page) found.push(away);
    }
    return found;
  }
}

/** What the app lists, nothing where it does not answer; undefined where there is no app that could. */
async function listedIn(page: Page): Promise<readonly string[] | undefined> {
  const ask = page.evaluate(() => {
    if (!document.getElementById('root')) return undefined;
    let answer: string[] = [];
    const detail = (origins: string[]) => (answer = origins);
    dispatchEvent(new CustomEvent('patchbay-log', { detail }));
    return answer;
  });
  const hung = new Promise<undefined>((resolve) => setTimeout(resolve, 5000));
  return Promise.race([ask.catch(() => undefined), hung]);
}

/**
 * A policy of the page ends an attempt before it leaves. And of a redirect a page learns only where it ended, if it may
 * read that: whom the browser asked in between, and who refused to be read, it is not told.
 */
function hasLeft(request: Request): boolean {
  const failure = request.failure()?.errorText ?? '';
  if (/csp|CONTENT_BLOCKED|BLOCKED_BY/i.test(failure)) return false;
  return !request.redirectedFrom() || (!request.redirectedTo() && !failure);
}

/** Undefined for the first page of a window, which is asked for before the window is there, and for a frame that is gone. */
function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    return undefined;
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin.replace(/^ws/, 'http') : '';
}
