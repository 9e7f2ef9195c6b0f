import { readLiteLlm } from '../../protocol/native/litellm';
import { readLlamaCpp, readLlamaCppRouter } from '../../protocol/native/llama-cpp';
import { readLmStudio } from '../../protocol/native/lm-studio';
import { readLocalAi } from '../../protocol/native/localai';
import type { NativeAnswer, ReadNative } from '../../protocol/native/answer';
import { readOllama } from '../../protocol/native/ollama';
import { readTextGenerationWebui } from '../../protocol/native/text-generation-webui';
import { readTgi } from '../../protocol/native/tgi';
import { readTransformers } from '../../protocol/native/transformers';
import { readVllm } from '../../protocol/native/vllm';
import type { Fetch } from '../../lib/fetch';
import type { ListedModel } from '../../protocol/openai/models';
import type { Clock } from '../ports';
import { connectionOf } from '../providers/connection';
import type { Provider } from '../providers/types';
import { withFacts } from './facts';
import { suspect } from './recognize';
import type { ServerInfo, ServerKind } from './types';

export interface DiscoverTools {
  fetch: Fetch;
  clock: Clock;
  signal: AbortSignal;
}

export interface Discovery {
  server: ServerInfo;
  /** The list with what the server's own endpoints added. */
  models: ListedModel[];
}

/** A server that reads a long prompt may be silent for a while; its facts are not worth a longer wait. */
const patienceMs = 20_000;

/** Programs that tell something by endpoints of their own. */
const readers: Partial<Record<ServerKind, ReadNative>> = {
  'lm-studio': readLmStudio,
  ollama: readOllama,
  'llama-cpp': readLlamaCpp,
  'llama-cpp-router': readLlamaCppRouter,
  vllm: readVllm,
  localai: readLocalAi,
  'text-generation-webui': readTextGenerationWebui,
  tgi: readTgi,
  litellm: readLiteLlm,
  transformers: readTransformers,
};

/**
 * Finds out what answers behind a base URL, and what it knows of the models it has just listed: a few GETs, none of
 * which changes anything there. A server that says nothing useful is `unknown`. Throws only when aborted.
 */
export async function discover(
  provider: Pick<Provider, 'baseUrl' | 'apiKey' | 'headers' | 'keyHeader' | 'preset'>,
  models: readonly ListedModel[],
  tools: DiscoverTools,
): Promise<Discovery> {
  const { baseUrl, preset } = provider;
  const { sure = 'unknown', ask } = suspect({ baseUrl, preset, models });
  const at = tools.clock.now();
  for (const kind of ask) {
    const answer = await read(kind, provider, models, tools);
    if (!answer) continue;
    const { version } = answer;
    return {
      server: { kind, ...(version !== undefined && { version }), at },
      models: withFacts(models, answer.models),
    };
  }
  tools.signal.throwIfAborted();
  return { server: { kind: sure, at }, models: [...models] };
}

/** Undefined for a server that is none of this kind, or silent for too long. */
async function read(
  kind: ServerKind,
  provider: Parameters<typeof discover>[0],
  models: readonly ListedModel[],
  { fetch, clock, signal }: DiscoverTools,
): Promise<NativeAnswer | undefined> {
  signal.throwIfAborted();
  const own = new AbortController();
  const stop = () => own.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const cancelTimer = clock.after(patienceMs, () => own.abort());
  try {
    return await readers[kind]?.({ ...connectionOf(provider), fetch, signal: own.signal }, models);
  } catch (error) {
    signal.throwIfAborted();
    if (own.signal.aborted) return undefined;
    throw error;
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', stop);
  }
}
