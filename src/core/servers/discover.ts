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
import type { Connection } from '../../protocol/openai/connection';
import type { ListedModel } from '../../protocol/openai/models';
import type { Clock } from '../ports';
import type { PresetId } from '../providers/preset-id';
import { withFacts } from './facts';
import { suspect } from './recognize';
import type { ServerInfo, ServerKind } from './types';

/** A server that has just listed its models, and how to ask it. */
export interface DiscoverTarget extends Connection {
  signal: AbortSignal;
  preset?: PresetId | undefined;
  models: readonly ListedModel[];
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
export async function discover(target: DiscoverTarget, clock: Clock): Promise<Discovery> {
  const { models, signal } = target;
  const { sure = 'unknown', ask } = suspect(target);
  const at = clock.now();
  for (const kind of ask) {
    const answer = await read(kind, target, clock);
    if (!answer) continue;
    const { version } = answer;
    return {
      server: { kind, ...(version !== undefined && { version }), at },
      models: withFacts(models, answer.models),
    };
  }
  signal.throwIfAborted();
  return { server: { kind: sure, at }, models: [...models] };
}

/** Undefined for a server that is none of this kind, or silent for too long. */
async function read(
  kind: ServerKind,
  target: DiscoverTarget,
  clock: Clock,
): Promise<NativeAnswer | undefined> {
  const { signal, models } = target;
  signal.throwIfAborted();
  const own = new AbortController();
  const stop = () => own.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const cancelTimer = clock.after(patienceMs, () => own.abort());
  try {
    return await readers[kind]?.({ ...target, signal: own.signal }, models);
  } catch (error) {
    signal.throwIfAborted();
    if (own.signal.aborted) return undefined;
    throw error;
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', stop);
  }
}
