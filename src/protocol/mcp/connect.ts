import type {
  Client,
  jsonSchemaValidator,
  JsonSchemaValidatorResult,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import type { Fetch } from '../../lib/fetch';
import type { JsonObject } from '../../lib/json';
import { McpError, toMcpError } from './errors';
import { loadSdk } from './load-sdk';
import { toPrompts, toResources, toTools } from './read-lists';
import { filesOfResource, messagesOfPrompt, partsOfResult } from './read-parts';
import type {
  Exchange,
  McpFile,
  McpMessage,
  McpPrompt,
  McpResource,
  McpResult,
  McpTool,
} from './types';
import { createWire } from './wire';

export interface McpTarget {
  url: string;
  /** Of every request to this address, and to no other. */
  headers: Readonly<Record<string, string>>;
  fetch: Fetch;
  /** What Patchbay calls its own version. */
  version: string;
  /** Runs a function later; returns how to prevent it. */
  after: (ms: number, run: () => void) => () => void;
  /** The bearer of a sign-in, and what to do when the server refuses it: renew it, or reject. */
  bearer?: {
    token: () => Promise<string | undefined>;
    onRefused: (response: Response) => Promise<void>;
  };
  /** The list of tools, prompts or resources is another by now. */
  onChanged: () => void;
  /** The connection is gone, and was not closed by us. */
  onLost: (error: McpError) => void;
}

/** A server that answered. What it does not offer is an empty list; all reject with an `McpError`. */
export interface McpConnection {
  listTools: (signal: AbortSignal) => Promise<McpTool[]>;
  listPrompts: (signal: AbortSignal) => Promise<McpPrompt[]>;
  listResources: (signal: AbortSignal) => Promise<McpResource[]>;
  /** Arguments must fit the tool; aborting tells the server, and ends the stream of the answer. */
  callTool: (name: string, args: JsonObject, signal: AbortSignal) => Promise<McpResult>;
  getPrompt: (
    name: string,
    args: Record<string, string>,
    signal: AbortSignal,
  ) => Promise<McpMessage[]>;
  readResource: (uri: string, signal: AbortSignal) => Promise<McpFile[]>;
  exchanges: () => readonly Exchange[];
  close: () => Promise<void>;
}

/** Silence ends a call after this; progress that the server tells begins it anew, up to the whole. */
const SILENCE_MS = 5 * 60_000;
const WHOLE_CALL_MS = 60 * 60_000;
const LIST_MS = 60_000;
const CONNECT_MS = 30_000;

// Every schema fits: the page checks what it shows by itself, and a server's schema may be made to take for ever.
const noValidator: jsonSchemaValidator = { getValidator: () => fits };

function fits<T>(input: unknown): JsonSchemaValidatorResult<T> {
  return { valid: true, data: input as T, errorMessage: undefined };
}

/**
 * Opens a session over Streamable HTTP. A stream that breaks is taken up again where it was; a session that is gone
 * (`session-lost`) needs a new connection. Rejects with an `McpError` that holds what was seen.
 */
export async function connectMcp(target: McpTarget, signal: AbortSignal): Promise<McpConnection> {
  const sdk = await loadSdk();
  const wire = createWire(target.fetch);
  const transport = openTransport(sdk.StreamableHTTPClientTransport, target, wire.fetch);
  const onChanged = { autoRefresh: false, onChanged: () => target.onChanged() };
  const client = new sdk.Client(
    { name: 'Patchbay', version: target.version },
    {
      capabilities: {},
      jsonSchemaValidator: noValidator,
      // The newest revision first; a server that knows it not is greeted as before.
      versionNegotiation: { mode: 'auto', probe: { timeoutMs: CONNECT_MS } },
      listChanged: { tools: onChanged, prompts: onChanged, resources: onChanged },
    },
  );
  let isOpen = false;
  let isVerifying = false;
  const fail = (error: unknown): McpError => toMcpError(error, wire.exchanges());
  client.onclose = () => {
    if (isOpen) target.onLost(new McpError('session-lost', 'The connection ended.'));
    isOpen = false;
  };
  client.onerror = (error) => {
    // A message that is odd is dropped; only a session that is gone, or a stream that does not come back, is the end.
    if (!isOpen) return;
    const found = fail(error);
    if (isGivenUp(error)) target.onLost(found);
    else if (found.kind === 'session-lost') void verify();
  };
  /** Some servers refuse the stream of their own messages with 400 or 404, and have the session all the same. */
  async function verify(): Promise<void> {
    // Its own failure is told by `onerror` too.
    if (isVerifying) return;
    isVerifying = true;
    try {
      await client.ping({ timeout: LIST_MS });
    } catch (error) {
      const found = fail(error);
      if (isOpen && found.kind === 'session-lost') target.onLost(found);
    } finally {
      isVerifying = false;
    }
  }
  try {
    await client.connect(transport, { signal, timeout: CONNECT_MS });
  } catch (error) {
    await client.close().catch(() => {});
    throw fail(error);
  }
  isOpen = true;
  return {
    ...calls(client, fail),
    exchanges: wire.exchanges,
    async close() {
      isOpen = false;
      // Polite, and of no matter: the server forgets a session by itself.
      await transport.terminateSession().catch(() => {});
      await client.close().catch(() => {});
    },
  };
}

function openTransport(
  Transport: typeof StreamableHTTPClientTransport,
  { url, headers, after, bearer }: McpTarget,
  fetch: ReturnType<typeof createWire>['fetch'],
): StreamableHTTPClientTransport {
  return new Transport(new URL(url), {
    fetch,
    requestInit: { headers: { ...headers }, redirect: 'error' },
    ...(bearer && {
      authProvider: {
        token: bearer.token,
        onUnauthorized: ({ response }) => bearer.onRefused(response),
      },
    }),
    reconnectionOptions: {
      initialReconnectionDelay: 1_000,
      maxReconnectionDelay: 10_000,
      reconnectionDelayGrowFactor: 2,
      maxRetries: 4,
    },
    reconnectionScheduler: (reconnect, delay) => after(delay, reconnect),
  });
}

/** The client's own words when it tries no more. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && /maximum reconnection attempts/i.test(error.message);
}

type Calls = Omit<McpConnection, 'exchanges' | 'close'>;

function calls(client: Client, fail: (error: unknown) => McpError): Calls {
  const offers = client.getServerCapabilities() ?? {};
  async function attempt<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      signal.throwIfAborted();
      throw fail(error);
    }
  }
  const list = (signal: AbortSignal) =>
    ({ signal, timeout: LIST_MS, cacheMode: 'refresh' }) as const;
  return {
    listTools: async (signal) =>
      offers.tools
        ? attempt(signal, async () => toTools(await client.listTools({}, list(signal))))
        : [],
    listPrompts: async (signal) =>
      offers.prompts
        ? attempt(signal, async () => toPrompts(await client.listPrompts({}, list(signal))))
        : [],
    listResources: async (signal) =>
      offers.resources
        ? attempt(signal, async () => toResources(await client.listResources({}, list(signal))))
        : [],
    callTool: (name, args, signal) =>
      attempt(signal, async () => {
        const options = {
          signal,
          timeout: SILENCE_MS,
          maxTotalTimeout: WHOLE_CALL_MS,
          resetTimeoutOnProgress: true,
          onprogress: () => {},
        };
        return partsOfResult(await client.callTool({ name, arguments: args }, options));
      }),
    getPrompt: (name, args, signal) =>
      attempt(signal, async () =>
        messagesOfPrompt(
          await client.getPrompt({ name, arguments: args }, { signal, timeout: LIST_MS }),
        ),
      ),
    readResource: (uri, signal) =>
      attempt(signal, async () =>
        filesOfResource(
          await client.readResource({ uri }, { signal, timeout: LIST_MS, cacheMode: 'refresh' }),
        ),
      ),
  };
}
