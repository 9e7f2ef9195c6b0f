import { unreadableDiagnosis } from '../doctor/diagnose-unreadable';
import { ofOrigin } from '../providers/page-origin';
import { ifFromFile } from '../providers/recipes';
import type { Cause, LocalPermission, PageFacts, Remedy } from '../doctor/types';
import type { McpErrorKind } from '../../protocol/mcp/errors';
import type { Exchange } from '../../protocol/mcp/types';
import { allowHeaders, allowMethods, allowOrigin, exposeHeaders } from './cors-lines';

/** Why a tool server gives no tools; those of `Cause` mean what they mean for providers. */
export type ToolServerCause =
  | Cause
  | 'sign-in'
  /** The first request is answered, the next cannot be sent. */
  | 'headers-not-allowed'
  | 'session-not-exposed'
  | 'old-server'
  | 'not-mcp';

export interface ToolServerDiagnosis {
  cause: ToolServerCause;
  certainty: 'certain' | 'likely';
  sentence: string;
  /** The server's own words; empty without any. */
  serverWords: string;
  remedies: Remedy[];
}

/** What was seen of a connection that failed, without judgement. */
export interface SeenOfToolServer {
  url: string;
  /** The names of the headers that the person set. */
  headerNames: readonly string[];
  kind: McpErrorKind;
  message: string;
  status?: number | undefined;
  exchanges: readonly Exchange[];
  /** What a request without CORS saw; asked only where nothing could be read. */
  answers?: boolean;
  permission?: LocalPermission;
  failedAfterMs?: number;
}

/** Turns what was seen into a cause, a plain sentence and the way out for this page's origin. Pure. */
export function diagnoseToolServer(seen: SeenOfToolServer, page: PageFacts): ToolServerDiagnosis {
  if (seen.kind === 'unauthorized') return unauthorized(seen, page);
  if (seen.kind === 'unreachable') return unreadable(seen, page);
  if (seen.kind === 'timeout') {
    return likely('slow', `${hostOf(seen)} takes too long to answer.`, [
      { text: 'Look into the server’s own log, then connect again.' },
    ]);
  }
  if (isSessionUnread(seen)) return sessionUnread(seen, page);
  return seen.status === undefined ? notMcp(seen) : http(seen, seen.status, page);
}

function unauthorized(seen: SeenOfToolServer, page: PageFacts): ToolServerDiagnosis {
  const hasHeader = seen.headerNames.some((name) => name.toLowerCase() === 'authorization');
  if (hasHeader) {
    return certain(seen, 'unauthorized', 'The server refused its Authorization header (401).', [
      { text: 'Check the value of the header: it may have run out.' },
    ]);
  }
  const isReadable = seen.exchanges.some(({ challenge }) => challenge !== undefined);
  const remedies = isReadable
    ? []
    : [{ text: 'A server that wants a key takes it in a header: edit the server to add one.' }];
  const secure: Remedy[] = page.isSecureContext
    ? []
    : [{ text: 'Signing in needs a secure page: open Patchbay at https, or at localhost.' }];
  return certain(seen, 'sign-in', 'The server wants you to sign in (401).', [
    ...secure,
    ...remedies,
  ]);
}

function unreadable(seen: SeenOfToolServer, page: PageFacts): ToolServerDiagnosis {
  const host = hostOf(seen);
  if (seen.exchanges.some(({ status }) => status !== undefined)) {
    return likely(
      'headers-not-allowed',
      `${host} answers this page, but refuses requests with the headers of MCP from it.`,
      [{ text: 'Let pages send them.', command: allowHeaders(seen.headerNames) }],
    );
  }
  if (!seen.answers) {
    const { cause, certainty, sentence, remedies } = unreadableDiagnosis(
      {
        kind: 'unreadable',
        baseUrl: seen.url,
        answers: false,
        readableWithoutKey: false,
        ...(seen.permission && { permission: seen.permission }),
        ...(seen.failedAfterMs !== undefined && { failedAfterMs: seen.failedAfterMs }),
      },
      page,
      // Ports of model servers are no hint here.
      undefined,
    );
    return { cause, certainty, sentence, serverWords: '', remedies };
  }
  return likely('cors', `${host} answers, but not for pages ${ofOrigin(page.origin)}.`, [
    { text: 'Let the server send these headers.', command: allowOrigin(page.origin) },
    ...ifFromFile(page.origin),
    { text: 'To the request that asks beforehand:', command: allowMethods },
    { text: 'And:', command: allowHeaders(seen.headerNames) },
    { text: 'With its answers:', command: exposeHeaders },
    {
      text: 'A server that sends its pages on to another address looks the same. Try this one.',
      command: otherSlash(seen.url),
    },
  ]);
}

/** The session began, and no header of it could be read: then the next request is without a session. */
function isSessionUnread({ exchanges, status }: SeenOfToolServer): boolean {
  const begun = exchanges.findLast(({ call }) => call === 'initialize');
  return (
    (status === 400 || status === 404) &&
    begun?.status === 200 &&
    !exchanges.some(({ hasSession }) => hasSession)
  );
}

function sessionUnread(seen: SeenOfToolServer, page: PageFacts): ToolServerDiagnosis {
  return {
    ...likely(
      'session-not-exposed',
      `${hostOf(seen)} began a session, but keeps its number from pages ${ofOrigin(page.origin)}.`,
      [{ text: 'Let pages read Mcp-Session-Id.', command: exposeHeaders }],
    ),
    serverWords: wordsOf(seen),
  };
}

function notMcp(seen: SeenOfToolServer): ToolServerDiagnosis {
  const isHtml = seen.exchanges.some(({ contentType = '' }) => contentType.includes('text/html'));
  const what = isHtml ? 'answers with a web page, not with MCP.' : 'gave no answer that is MCP.';
  return {
    ...likely('not-mcp', `${hostOf(seen)} ${what}`, [
      { text: 'Check the address. Most servers use a path that ends in /mcp.' },
    ]),
    serverWords: isHtml ? '' : seen.message,
  };
}

function http(seen: SeenOfToolServer, status: number, page: PageFacts): ToolServerDiagnosis {
  if (status === 404 || status === 405) {
    return certain(seen, 'old-server', `There is no MCP over Streamable HTTP here (${status}).`, [
      { text: 'Check the address. Most servers use a path that ends in /mcp.' },
      { text: 'An older server that only speaks SSE needs an update, or a proxy in front of it.' },
    ]);
  }
  if (status === 403) {
    return certain(seen, 'forbidden', `The server refuses this page (403).`, [
      {
        text: 'Many servers take only origins on a list of theirs. Put this one on it.',
        command: page.origin,
      },
      ...ifFromFile(page.origin),
    ]);
  }
  if (status === 429) return certain(seen, 'rate-limited', 'The server asks to wait (429).', []);
  return certain(seen, 'server-error', `The server answered with an error (${status}).`, [
    { text: 'Look into the server’s own log: it knows why.' },
  ]);
}

function certain(
  seen: SeenOfToolServer,
  cause: ToolServerCause,
  sentence: string,
  remedies: Remedy[],
): ToolServerDiagnosis {
  return { cause, certainty: 'certain', sentence, serverWords: wordsOf(seen), remedies };
}

function likely(cause: ToolServerCause, sentence: string, remedies: Remedy[]): ToolServerDiagnosis {
  return { cause, certainty: 'likely', sentence, serverWords: '', remedies };
}

/** The last failure's own words, where they are words and not a page. */
function wordsOf({ exchanges }: SeenOfToolServer): string {
  const words = exchanges.findLast((exchange) => exchange.words)?.words ?? '';
  if (/^\s*</.test(words)) return '';
  const message = /"(?:message|error_description|detail)"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(words);
  return (message?.[1] ?? words).slice(0, 300);
}

function hostOf({ url }: SeenOfToolServer): string {
  return new URL(url).host;
}

function otherSlash(url: string): string {
  const other = new URL(url);
  const { pathname } = other;
  other.pathname = pathname.endsWith('/') ? pathname.slice(0, -1) : `${pathname}/`;
  return other.href;
}
