import type { Fetch } from '../../lib/fetch';
import {
  beginLoad,
  beginUnload,
  routerStatus,
  type RouterStatus,
} from '../../protocol/native/llama-cpp';
import { loadInLmStudio, unloadInLmStudio } from '../../protocol/native/lm-studio';
import { loadInOllama, unloadInOllama } from '../../protocol/native/ollama';
import type { Connection } from '../../protocol/openai/connection';
import { ApiError } from '../../protocol/openai/errors';
import type { Clock } from '../ports';
import { connectionOf, type ProviderConnection } from '../providers/connection';
import type { ServerInfo } from './types';

/** How long a server keeps a model that nobody asks; absent: as it is set up. */
export type KeepFor = 'hour' | 'ever';

export type LoadOrder = { kind: 'load'; keepFor?: KeepFor } | { kind: 'unload' };

export type LoadOutcome = { kind: 'done' } | { kind: 'failed'; words: string };

export interface LoadTools {
  fetch: Fetch;
  clock: Clock;
  signal: AbortSignal;
}

/** Whether a server takes orders to load and unload: LM Studio since 0.4, Ollama, and llama.cpp's router do. */
export function takesLoadOrders(server: ServerInfo | undefined): boolean {
  if (server?.kind === 'lm-studio') return server.version?.startsWith('0.4') ?? false;
  return server?.kind === 'ollama' || server?.kind === 'llama-cpp-router';
}

/** Whether a load order may say for how long: Ollama alone has a word for it. */
export function takesKeepFor(server: ServerInfo | undefined): boolean {
  return server?.kind === 'ollama';
}

/**
 * Tells a server to load or unload a model, and waits until it has. A refusal comes back in the server's words. Throws
 * only when aborted, which ends the waiting; a server may go on by itself.
 */
export async function orderLoad(
  provider: ProviderConnection & { server?: ServerInfo },
  modelId: string,
  order: LoadOrder,
  tools: LoadTools,
): Promise<LoadOutcome> {
  const connection = { ...connectionOf(provider), fetch: tools.fetch, signal: tools.signal };
  try {
    return await perform(provider.server, connection, modelId, order, tools);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { kind: 'failed', words: wordsOf(error) };
  }
}

async function perform(
  server: ServerInfo | undefined,
  connection: Connection,
  id: string,
  order: LoadOrder,
  tools: LoadTools,
): Promise<LoadOutcome> {
  const isLoad = order.kind === 'load';
  switch (server?.kind) {
    case 'lm-studio':
      await (isLoad ? loadInLmStudio : unloadInLmStudio)(connection, id);
      return { kind: 'done' };
    case 'ollama':
      if (isLoad) await loadInOllama(connection, id, keepAlive(order.keepFor));
      else await unloadInOllama(connection, id);
      return { kind: 'done' };
    case 'llama-cpp-router':
      await (isLoad ? beginLoad : beginUnload)(connection, id);
      return untilSettled(connection, id, order, tools);
    default:
      return { kind: 'failed', words: 'This server does not load models when it is told to.' };
  }
}

/** Ollama's `keep_alive`: a duration, or any number below zero for ever (docs/api.md). */
function keepAlive(keepFor: KeepFor | undefined): string | number | undefined {
  if (keepFor === undefined) return undefined;
  return keepFor === 'ever' ? -1 : '60m';
}

const lookAgainMs = 1_000;

/** A router answers at once and works on: its list tells how far it is. */
async function untilSettled(
  connection: Connection,
  id: string,
  order: LoadOrder,
  { clock, signal }: LoadTools,
): Promise<LoadOutcome> {
  for (;;) {
    const outcome = judge(await routerStatus(connection, id), order);
    if (outcome) return outcome;
    await pause(clock, signal);
  }
}

/** Undefined while the router is still at it. */
function judge(status: RouterStatus | undefined, order: LoadOrder): LoadOutcome | undefined {
  if (!status) return { kind: 'failed', words: 'The router no longer lists this model.' };
  const isGone = status.value === 'unloaded';
  if (order.kind === 'unload') return isGone ? { kind: 'done' } : undefined;
  // One that sleeps wakes up by itself.
  if (status.value === 'loaded' || status.value === 'sleeping') return { kind: 'done' };
  if (!isGone) return undefined;
  const { exitCode } = status;
  const words = exitCode === undefined ? '' : ` It ended with exit code ${exitCode}.`;
  return { kind: 'failed', words: `The router says: unloaded.${words}` };
}

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(lookAgainMs, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => {
      cancel();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

function wordsOf(error: ApiError): string {
  if (error.code === 'network') return 'No answer that this page may read.';
  if (error.code === 'cut-off') return 'The connection broke before the answer was complete.';
  if (error.code === 'too-large') return 'The answer had no end.';
  return error.message;
}
