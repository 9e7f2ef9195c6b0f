import { unwrap } from 'solid-js/store';
import type { Message, PromptEstimate, Usage } from '../core/chat/types';
import {
  calibrated,
  inTokensOf,
  isNews,
  plainRead,
  trustedAnswers,
  type Calibration,
} from '../core/context-window/calibration';
import {
  estimateRequest,
  messageTokens,
  resultTokens,
} from '../core/context-window/estimate-messages';
import { charactersOf, sentOf } from '../core/context-window/sent';
import { countByServer } from '../core/context-window/tokenizer';
import {
  fallsSuspiciouslyShort,
  isFullCount,
  judgeTruncation,
  type AskedAndRead,
} from '../core/context-window/truncation';
import { withoutWindow } from '../core/models/learned-window';
import type { Clock } from '../core/ports';
import { connectionOf, type ProviderConnection } from '../core/providers/connection';
import type { Provider } from '../core/providers/types';
import type { ChatRequest } from '../protocol/openai/request';
import type { ConversationsState, ConversationWriter } from './conversations';
import { lookForLoadedWindow } from './loaded-window';
import type { ProvidersState } from './providers';
import { windowOf } from './window-of';

export interface StockTools {
  conversations: Pick<ConversationsState, 'message'> & ConversationWriter;
  providers: ProvidersState;
  clock: Clock;
}

/** An answer that has ended, and what it was asked for with. */
export interface AskedTurn {
  answer: Pick<Message, 'id' | 'conversationId'>;
  providerId: string;
  request: ChatRequest;
  /** The messages before the answer. */
  history: readonly Message[];
}

/**
 * Compares what was sent for an answer with what the server says it read: notes on the answer what was sent, and whether
 * its beginning was lost; teaches the model's calibration. An answer without the server's counts says nothing.
 */
export async function takeStock(turn: AskedTurn, tools: StockTools): Promise<void> {
  const { conversations, providers } = tools;
  const { conversationId, id } = turn.answer;
  const usage = conversations.message(conversationId, id)?.usage;
  const found = providers.get(turn.providerId);
  if (!usage || !found || found.demo) return;
  // Copied: a store changes its objects in place, and this is about the server that answered.
  const provider = structuredClone(unwrap(found));
  const whole = estimateRequest(turn.request, turn.history);
  const plain = plainRead(whole, usage.promptTokens, calibrationOf(provider, turn.request.model));
  const { images } = whole;
  const known = await withServersWord(
    turn,
    provider,
    {
      sent: { ...sentBy(turn, provider, plain), ...(images > 0 && { images }) },
      read: usage.promptTokens,
      fresh: freshTokens(turn.history),
      window: windowOf(provider, turn.request.model),
    },
    tools,
  );
  const truncation = judgeTruncation(known);
  conversations.mutate(conversationId, id, (message) => {
    message.promptEstimate = known.sent;
    if (truncation) message.truncation = truncation;
  });
  await conversations.persist(conversationId, id, 'relaxed');
  const isLesson = !truncation && images === 0 && isFullCount(known);
  await noteLessons(provider, turn.request.model, usage, isLesson ? plain : 0, providers);
}

function sentBy(
  { history, request }: AskedTurn,
  provider: Provider,
  plain: number,
): PromptEstimate {
  const calibration = calibrationOf(provider, request.model);
  const systemPrompt = systemPromptOf(request);
  const characters = charactersOf(sentOf(history, { systemPrompt }, request.tools));
  const isTrusted = calibration !== undefined && calibration.answers >= trustedAnswers;
  return isTrusted
    ? { tokens: Math.round(inTokensOf(calibration, plain)), by: 'calibrated', characters }
    : { tokens: Math.round(plain), by: 'estimated', characters };
}

function calibrationOf({ calibrations = {} }: Provider, modelId: string): Calibration | undefined {
  return Object.hasOwn(calibrations, modelId) ? calibrations[modelId] : undefined;
}

function systemPromptOf({ messages }: ChatRequest): string {
  const content = messages.find(({ role }) => role === 'system')?.content;
  return typeof content === 'string' ? content : '';
}

/** Where less was read than was sent, the server is asked what it knows better: its loaded window, and its own count. */
async function withServersWord(
  { request }: AskedTurn,
  provider: Provider,
  known: AskedAndRead,
  tools: StockTools,
): Promise<AskedAndRead> {
  const { providers } = tools;
  const window = await lookForLoadedWindow(provider, request.model, known.window, tools);
  if (!fallsSuspiciouslyShort(known)) return { ...known, window };
  const connection = { ...connectionOf(provider), fetch: providers.fetchFor(provider) };
  const counted = await countByServer(provider.server, connection, request);
  if (counted === undefined) return { ...known, window };
  return { ...known, window, sent: { ...known.sent, tokens: counted, by: 'counted' } };
}

/** What came after the answer before, by the plain estimate. */
function freshTokens(history: readonly Message[]): number | undefined {
  const last = history.findLastIndex(({ role }) => role === 'assistant');
  if (last < 0) return undefined;
  const results = history[last] ? resultTokens(history[last]) : 0;
  return history.slice(last + 1).reduce((sum, message) => sum + messageTokens(message), results);
}

/** `plain`: what was sent by the plain estimate; 0 where it teaches nothing. */
async function noteLessons(
  provider: ProviderConnection & Pick<Provider, 'id'>,
  modelId: string,
  { promptTokens, completionTokens }: Usage,
  plain: number,
  providers: ProvidersState,
): Promise<void> {
  const now = providers.get(provider.id);
  const before = now?.calibrations?.[modelId];
  const after = plain > 0 ? calibrated(before, plain, promptTokens) : before;
  // What was read was in the window: a smaller one that was learned is not true any more.
  const isRefuted =
    promptTokens + completionTokens > (now?.learnedWindows?.[modelId]?.tokens ?? Infinity);
  if (!isRefuted && !(after && isNews(before, after))) return;
  await providers.note(provider, ({ calibrations, learnedWindows }) => ({
    ...(after && { calibrations: { ...calibrations, [modelId]: after } }),
    ...(isRefuted && { learnedWindows: withoutWindow(learnedWindows, modelId) }),
  }));
}
