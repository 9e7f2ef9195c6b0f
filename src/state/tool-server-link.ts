import { createSignal, type Accessor } from 'solid-js';
import { permissionNeeded } from '../core/doctor/address-space';
import type { PageFacts } from '../core/doctor/types';
import type { Clock, LocalNetwork } from '../core/ports';
import {
  diagnoseToolServer,
  type SeenOfToolServer,
  type ToolServerDiagnosis,
} from '../core/tool-servers/diagnose';
import { KeysLockedError } from '../core/sealing/locked';
import type { ToolServer } from '../core/tool-servers/types';
import type { Fetch } from '../lib/fetch';
import { unlessAborted } from '../lib/unless-aborted';
import type { McpConnection, McpTarget } from '../protocol/mcp/connect';
import { McpError, type McpErrorKind } from '../protocol/mcp/errors';
import type { McpPrompt, McpResource, McpTool } from '../protocol/mcp/types';

/** What is known of the connection to a tool server. */
export type LinkState =
  /** Nobody needed it yet. */
  | { kind: 'idle' }
  | { kind: 'connecting'; since: number }
  | { kind: 'connected'; prompts: readonly McpPrompt[]; resources: readonly McpResource[] }
  /** A person has to sign in, at `host`. */
  | { kind: 'sign-in'; host: string; challenge: string | undefined; diagnosis: ToolServerDiagnosis }
  | { kind: 'failed'; diagnosis: ToolServerDiagnosis };

export interface LinkTools {
  /** Loads the official client. */
  connect: (target: McpTarget, signal: AbortSignal) => Promise<McpConnection>;
  fetchFor: (server: Pick<ToolServer, 'label'>) => Fetch;
  version: string;
  clock: Clock;
  page: PageFacts;
  localNetwork: LocalNetwork;
}

export interface LinkOptions extends LinkTools {
  read: () => ToolServer;
  /** False: its headers are locked, and nobody said the passphrase. */
  unlock: () => Promise<boolean>;
  /** A text without the keys that a server may have quoted. */
  safe: (text: string) => string;
  onTools: (tools: McpTool[]) => void;
  /** The bearer of the sign-in; undefined without one. */
  bearer: () => McpTarget['bearer'];
  findSignInHost: (challenge: string | undefined) => Promise<string>;
}

export interface Link {
  /** Tracked. */
  state: Accessor<LinkState>;
  /** Connects, unless it is. Never rejects: the state says what became of it. */
  connect: () => Promise<void>;
  /** Runs something over the connection, and once more over a new one where the server forgot the session. */
  use: <T>(run: (connection: McpConnection) => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Ends the connection; the next use opens another. */
  close: () => void;
}

type Failure = Extract<LinkState, { diagnosis: ToolServerDiagnosis }>;

/** After these the connection is of no use. */
const ends: ReadonlySet<McpErrorKind> = new Set(['session-lost', 'unreachable', 'unauthorized']);

/** A session that is lost sooner than this after it began is not opened again unasked. */
const SETTLED_MS = 5_000;

/** One server's connection: opened with the first use, shared by all, opened again when the server was restarted. */
export function createLink(options: LinkOptions): Link {
  const { clock, read } = options;
  const [state, setState] = createSignal<LinkState>({ kind: 'idle' });
  let opening: { connection: Promise<McpConnection>; controller: AbortController } | undefined;
  const isCurrent = (controller: AbortController): boolean => opening?.controller === controller;

  function open(): Promise<McpConnection> {
    if (opening) return opening.connection;
    const controller = new AbortController();
    const connection = begin(controller);
    opening = { connection, controller };
    return connection;
  }

  async function begin(controller: AbortController): Promise<McpConnection> {
    const began = clock.now();
    setState({ kind: 'connecting', since: began });
    try {
      if (!(await options.unlock())) throw new KeysLockedError();
      const connection = await options.connect(target(controller, began), controller.signal);
      await readLists(connection, controller);
      return connection;
    } catch (error) {
      if (!isCurrent(controller)) throw error;
      opening = undefined;
      if (error instanceof KeysLockedError) {
        setState({ kind: 'idle' });
        throw error;
      }
      throw await told(error, clock.now() - began);
    }
  }

  function target(controller: AbortController, began: number): McpTarget {
    const { url, headers } = read();
    const bearer = options.bearer();
    return {
      url,
      headers,
      fetch: options.fetchFor(read()),
      version: options.version,
      after: (ms, run) => clock.after(ms, run),
      ...(bearer && { bearer }),
      onChanged() {
        if (!isCurrent(controller)) return;
        // A list that cannot be read now stays as it was.
        opening?.connection
          .then((connection) => readLists(connection, controller))
          .catch(() => undefined);
      },
      onLost(error) {
        if (isCurrent(controller)) void lose(error, clock.now() - began > SETTLED_MS);
      },
    };
  }

  async function readLists(connection: McpConnection, controller: AbortController): Promise<void> {
    const { signal } = controller;
    const [tools, prompts, resources] = await Promise.all([
      connection.listTools(signal),
      connection.listPrompts(signal),
      connection.listResources(signal),
    ]);
    if (!isCurrent(controller)) return;
    options.onTools(tools);
    setState({ kind: 'connected', prompts, resources });
  }

  async function lose(error: McpError, again: boolean): Promise<void> {
    drop();
    if (again && error.kind === 'session-lost') await open().catch(() => undefined);
    else await told(error.kind === 'unreachable' ? unanswered(error) : error, 0);
  }

  /** After a call that was cut off: the server may be there all the same, and other calls run on. */
  async function lookAgain(connection: McpConnection, controller: AbortController): Promise<void> {
    await readLists(connection, controller).catch((error: unknown) => {
      const isEnd = error instanceof McpError && ends.has(error.kind);
      if (isEnd && isCurrent(controller)) return lose(error, true);
    });
  }

  /** Shows why it failed; the error that it answers with says so in words. */
  async function told(error: unknown, failedAfterMs: number): Promise<Error> {
    const judged = await judge(error, failedAfterMs);
    if (!opening) setState(judged);
    return new Error(judged.diagnosis.sentence, { cause: error });
  }

  /** Forgets the connection; it is told to end. */
  function drop(): void {
    const old = opening;
    opening = undefined;
    old?.controller.abort();
    old?.connection.then((connection) => connection.close()).catch(() => undefined);
  }

  async function judge(error: unknown, failedAfterMs: number): Promise<Failure> {
    const seen = seenOf(error, read(), options.safe);
    const isUnread = seen.kind === 'unreachable' && seen.exchanges.every(({ status }) => !status);
    const looked = isUnread
      ? { ...seen, ...(await lookOnce(read(), options)), failedAfterMs }
      : seen;
    const diagnosis = diagnoseToolServer(looked, options.page);
    if (diagnosis.cause !== 'sign-in') return { kind: 'failed', diagnosis };
    const challenge = seen.exchanges.findLast((exchange) => exchange.challenge)?.challenge;
    return { kind: 'sign-in', host: await options.findSignInHost(challenge), challenge, diagnosis };
  }

  async function use<T>(
    run: (connection: McpConnection) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const promise = open();
    const used = opening;
    const connection = await unlessAborted(promise, signal);
    try {
      return await run(connection);
    } catch (error) {
      if (!(error instanceof McpError) || !ends.has(error.kind)) throw error;
      if (isCutOff(error)) {
        if (used) void lookAgain(connection, used.controller);
        throw new Error(cutOffWords(read()), { cause: error });
      }
      // Another call may have opened the next one already.
      if (opening === used) drop();
      if (error.kind !== 'session-lost') throw await told(error, 0);
      // The server looked for the session before all else, so that nothing was done yet.
      return run(await unlessAborted(open(), signal));
    }
  }
  return {
    state,
    connect: () =>
      open().then(
        () => undefined,
        () => undefined,
      ),
    use,
    close() {
      drop();
      setState({ kind: 'idle' });
    },
  };
}

/** Nothing came back: the server may have done what it was asked, so that it is not asked again. */
function isCutOff({ kind, status }: McpError): boolean {
  return kind === 'unreachable' || (kind === 'session-lost' && status === undefined);
}

function cutOffWords({ label }: ToolServer): string {
  return `The connection to ${label} ended before it answered. Whether it did what it was asked is not known.`;
}

/** What was answered before says nothing about why nothing is now. */
function unanswered({ kind, message }: McpError): McpError {
  return new McpError(kind, message);
}

function seenOf(
  error: unknown,
  { url, headers }: ToolServer,
  safe: LinkOptions['safe'],
): SeenOfToolServer {
  const known = error instanceof McpError ? error : undefined;
  return {
    url,
    headerNames: Object.keys(headers),
    kind: known?.kind ?? 'protocol',
    message: error instanceof Error ? safe(error.message).slice(0, 300) : '',
    status: known?.status,
    exchanges: (known?.exchanges ?? []).map((exchange) => ({
      ...exchange,
      ...(exchange.words !== undefined && { words: safe(exchange.words) }),
    })),
  };
}

/** Whether anything answers there, and what the browser allows: asked only after nothing could be read. */
async function lookOnce(
  server: ToolServer,
  { fetchFor, page, localNetwork }: LinkTools,
): Promise<Pick<SeenOfToolServer, 'answers' | 'permission'>> {
  const space = permissionNeeded(server.url, page);
  const permission = space && (await localNetwork.state(space));
  const controller = new AbortController();
  const answers = await fetchFor(server)(new URL('/', server.url).href, {
    mode: 'no-cors',
    credentials: 'omit',
    cache: 'no-store',
    signal: controller.signal,
  }).then(
    () => true,
    () => false,
  );
  controller.abort();
  return { answers, ...(permission && { permission }) };
}
