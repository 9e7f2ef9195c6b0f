import type { Fetch } from '../../../lib/fetch';
import { reasonOf } from '../../../lib/reason';
import type { Clock } from '../../ports';
import type { ToolOutput } from '../types';
import { htmlText } from './html-text';

/** What reading an address needs; its requests belong into the log, so `fetch` is a recorded one. */
export interface ReadUrlPorts {
  fetch: Fetch;
  clock: Pick<Clock, 'after'>;
}

const MOST_BYTES = 1_000_000;
const MOST_CHARACTERS = 20_000;
const PATIENCE_MS = 20_000;

/**
 * What is at an address, as text for a model; what went wrong is said in words, and only a stop rejects. Nothing of the
 * person's goes along: no cookies, no referrer. A redirect is not followed: it leads to an address that nobody was asked
 * for, and a browser does not tell which.
 */
export async function readPage(
  address: URL,
  ports: ReadUrlPorts,
  signal: AbortSignal,
): Promise<ToolOutput> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal.reason);
  signal.addEventListener('abort', onAbort);
  const cancelTimer = ports.clock.after(PATIENCE_MS, () => stop.abort());
  try {
    const response = await ports.fetch(address.href, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      signal: stop.signal,
    });
    return await answerOf(response, address);
  } catch (error) {
    signal.throwIfAborted();
    return failed(
      stop.signal.aborted ? 'The server took longer than 20 seconds.' : whyUnread(address, error),
    );
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', onAbort);
  }
}

function failed(text: string): ToolOutput {
  return { text, isError: true };
}

/** A browser says the same of a server that is down and of one that does not let this page read. */
function whyUnread({ origin }: URL, error: unknown): string {
  return (
    `The browser could not read this address: ${origin} does not answer, or does not allow other pages to read it ` +
    `(CORS). Many sites do not. The browser says: ${reasonOf(error)}`
  );
}

async function answerOf(response: Response, address: URL): Promise<ToolOutput> {
  if (response.type === 'opaqueredirect' || isRedirect(response)) {
    void response.body?.cancel().catch(() => undefined);
    return failed(
      'The address sends on to another one, and nothing was asked there. Ask for the final address.',
    );
  }
  const type = (response.headers.get('content-type') ?? '').toLowerCase();
  if (!isText(type)) {
    void response.body?.cancel().catch(() => undefined);
    return failed(
      `This is no text but ${type.split(';', 1)[0]?.slice(0, 80)}, which cannot be read here.`,
    );
  }
  const { bytes, isWhole } = await bytesOf(response);
  const source = decoded(bytes, type);
  const body = shown(/html/.test(type) || looksLikeHtml(source) ? pageOf(source) : source, isWhole);
  if (response.ok) return { text: `${address.href}\n\n${body || 'The page has no text.'}` };
  return failed(`The server answered with status ${response.status}.\n\n${body}`.trim());
}

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function isText(type: string): boolean {
  return (
    type === '' || /^text\/|json|xml|javascript|yaml|toml|csv|x-sh|octet-stream.*charset/.test(type)
  );
}

function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!doctype html|<html)/i.test(text.slice(0, 1000));
}

function pageOf(html: string): string {
  const { title, text } = htmlText(html);
  return title ? `${title}\n\n${text}` : text;
}

function shown(text: string, isWhole: boolean): string {
  if (text.length <= MOST_CHARACTERS && isWhole) return text;
  const what = isWhole ? `${text.length} characters` : 'a longer page';
  const beginning = text.slice(0, MOST_CHARACTERS);
  return `${beginning}\n\n[These are the first ${beginning.length} characters of ${what}.]`;
}

/** The beginning of a body, as much as is worth it; the rest is not read. */
async function bytesOf({ body }: Response): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  if (!body) return { bytes: new Uint8Array(), isWhole: true };
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length <= MOST_BYTES) {
    const { done, value } = await reader.read();
    if (done) return { bytes: joined(pieces, length), isWhole: true };
    pieces.push(value);
    length += value.length;
  }
  void reader.cancel().catch(() => undefined);
  return { bytes: joined(pieces, MOST_BYTES), isWhole: false };
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece.subarray(0, length - at), at);
    at += Math.min(piece.length, length - at);
  }
  return bytes;
}

/** In the character set that the server or the page names, else UTF-8. */
function decoded(bytes: Uint8Array, type: string): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const [, named] = /charset\s*=\s*["']?([\w-]+)/i.exec(`${type} ${start}`) ?? [];
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
