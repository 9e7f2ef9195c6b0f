import { unwrap } from 'solid-js/store';
import { readOverflow } from '../core/chat/overflow';
import type { Conversation, Message, MessageError } from '../core/chat/types';
import { planCompaction, type CompactionPlan } from '../core/context-window/compaction-plan';
import { countChat } from '../core/context-window/count';
import { fit, fitTokens } from '../core/context-window/fit';
import type { Limit, ModelRef } from '../core/models/types';
import type { Provider } from '../core/providers/types';
import type { ToolsState } from './tools';
import { modelOf } from './window-of';

/** A request that is about to be made. */
export interface Asked {
  conversationId: string;
  /** The messages that it is made of. */
  path: readonly Message[];
  /** Who is asked. */
  model: Pick<ModelRef, 'providerId' | 'modelId'>;
  /** How this model has refused it. */
  refused?: MessageError | undefined;
}

export interface Planned {
  plan: CompactionPlan;
  provider: Provider;
  /** The window that it was planned for. */
  window: Limit;
  /** Tokens of the model for each of the plain estimate. */
  ratio: number;
}

export interface PlanTools {
  conversations: { get(id: string): Conversation | undefined };
  providers: { get(id: string): Provider | undefined };
  tools: Pick<ToolsState, 'told'>;
}

/** What may be taken for the window of a model that nobody knows anything about. */
const assumed: Limit = { tokens: 8192, source: 'default' };

/** A server that refuses a request without a number takes less than it: so much, hopefully. */
const refusedShare = 0.6;

/** What of a chat is to be summarised for this request; undefined when its provider is gone, or when it fits, or may, and that is enough. Tracks nothing below the head. */
export function planFor(
  asked: Asked,
  { conversations, providers, tools: told }: PlanTools,
  when: 'always' | 'if it overflows' = 'always',
): Planned | undefined {
  const { conversationId, path, model, refused } = asked;
  const provider = unwrap(providers.get(model.providerId));
  if (!provider) return undefined;
  const head = conversations.get(conversationId);
  const settings = head?.settings;
  const tools = told.told({ head, provider, modelId: model.modelId });
  const known = modelOf(provider, model.modelId)?.contextWindow ?? assumed;
  const overflow = refused && readOverflow(refused);
  const window: Limit =
    overflow?.window === undefined ? known : { tokens: overflow.window, source: 'learned' };
  // Of a window that nobody knows the server has the last word; counting a long chat for it would hold up the request.
  const isGuess = provider.demo === true || window.source === 'default';
  if (when === 'if it overflows' && isGuess) return undefined;
  const calibration = ownEntry(provider.calibrations, model.modelId);
  const size = { window: window.tokens, maxTokens: settings?.maxTokens };
  const fits = fit({ path, settings, tools, model, calibration }, { text: '' }, size);

  if (when === 'if it overflows' && fits.overflow === 0) return undefined;
  // What was refused was too long, whatever the estimate says.
  const used = overflow ? (overflow.sent ?? Math.max(fits.used, fits.promptRoom)) : fits.used;
  const plain = countChat({
    path,
    settings,
    tools,
    model: undefined,
    calibration: undefined,
  }).tokens;
  const ratio = plain > 0 ? used / plain : 1;
  const isNumbered = overflow?.window !== undefined || overflow?.promptLimit !== undefined;
  const room = Math.min(
    fitTokens(used, size).promptRoom,
    overflow?.promptLimit ?? Infinity,
    overflow && !isNumbered ? used * refusedShare : Infinity,
  );
  const systemPrompt = settings?.systemPrompt;
  return {
    plan: planCompaction({ path, systemPrompt, tools, room, ratio }),
    provider,
    window,
    ratio,
  };
}

/** An id may be `constructor`. */
export function ownEntry<T>(entries: Record<string, T> | undefined, id: string): T | undefined {
  return entries && Object.hasOwn(entries, id) ? entries[id] : undefined;
}
