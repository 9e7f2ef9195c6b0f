import type { Exchange } from './types';

export type McpErrorKind =
  /** The server wants a sign-in, or refused the one it got. */
  | 'unauthorized'
  /** The server does not know this session any more. */
  | 'session-lost'
  /** `fetch` failed. */
  | 'unreachable'
  | 'http'
  | 'timeout'
  /** It answered with what is no MCP, or with an error of its own. */
  | 'protocol';

/** A request to an MCP server that gave no result; the words are the server's or the client's. */
export class McpError extends Error {
  override readonly name = 'McpError';

  readonly kind: McpErrorKind;
  /** HTTP status, where there was one. */
  readonly status: number | undefined;
  /** What was seen on the way, for the doctor. */
  readonly exchanges: readonly Exchange[];

  constructor(
    kind: McpErrorKind,
    message: string,
    status?: number,
    exchanges: readonly Exchange[] = [],
  ) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.exchanges = exchanges;
  }
}

const MAX_WORDS = 2_000;

/** Tells what the official client throws apart by its names and codes, which are the same across its bundles. */
export function toMcpError(error: unknown, exchanges: readonly Exchange[]): McpError {
  if (error instanceof McpError) {
    return new McpError(error.kind, error.message, error.status, exchanges);
  }
  const fields: { name?: unknown; code?: unknown; data?: { status?: unknown } | null } =
    typeof error === 'object' && error !== null ? error : {};
  const message = String(error instanceof Error ? error.message : error).slice(0, MAX_WORDS);
  const raw = fields.data?.status;
  const status = typeof raw === 'number' ? raw : undefined;
  return new McpError(kindOf(fields, status, exchanges), message, status, exchanges);
}

function kindOf(
  { name, code }: { name?: unknown; code?: unknown },
  status: number | undefined,
  exchanges: readonly Exchange[],
): McpErrorKind {
  if (name === 'UnauthorizedError' || status === 401) return 'unauthorized';
  // The specification wants 404 for a session that is gone; the reference server answers 400.
  const hadSession = exchanges.some(({ hasSession }) => hasSession);
  if ((status === 404 || status === 400) && hadSession) return 'session-lost';
  if (status !== undefined) return 'http';
  if (code === 'REQUEST_TIMEOUT') return 'timeout';
  // `fetch` fails with a TypeError, which the client sometimes wraps.
  const last = exchanges.at(-1);
  if (name === 'TypeError' || (last && last.status === undefined)) return 'unreachable';
  return code === 'CONNECTION_CLOSED' || code === 'NOT_CONNECTED' ? 'session-lost' : 'protocol';
}
