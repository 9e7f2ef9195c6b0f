import { unwrap } from 'solid-js/store';
import { toMessageError } from '../core/chat/apply-event';
import { describeError } from '../core/chat/error-words';
import type { CompactionRun } from '../core/chat/phase';
import { transcriptOf } from '../core/chat/summary-request';
import type { Message } from '../core/chat/types';
import { toModels } from '../core/models/discover';
import type { ModelRef } from '../core/models/types';
import { resolveModel } from '../core/providers/resolve-model';
import type { Provider } from '../core/providers/types';
import { KeysLockedError } from '../core/sealing/locked';
import { formatNumber } from '../lib/format';
import { failureWords, withoutKeys } from './failure';
import { learnWindow } from './learn-window';
import type { WantedCompaction } from './completion';
import type { ConversationsState, ConversationWriter } from './conversations';
import { askProvider, type AnswerTurn, type OpenAnswerTools } from './open-answer';
import { ownEntry, planFor, type Asked, type Planned } from './plan-compaction';
import { modelOf } from './window-of';
import { writeSummary, type SummaryWriter } from './write-summary';

export interface CompactionTools extends OpenAnswerTools {
  conversations: ConversationsState & ConversationWriter;
  /** Waits until the provider's `rate_limit` allows a request. */
  enter(provider: Provider, signal: AbortSignal): Promise<{ tokens: number }>;
  /** What is seen of it; undefined when it is over. */
  show(run: CompactionRun | undefined): void;
}

type Summarise = Extract<Planned['plan'], { kind: 'summarise' }>;

/** What arrives is shown so often at most. */
const SHOW_MS = 100;

/**
 * Summarises older turns of a request that would overflow a window that is known. What can't be summarised is sent as it
 * is: the server has the last word. Rejects only when it is stopped.
 */
export async function compactBefore(
  {
    answer,
    history,
    onSent,
    model,
  }: Pick<AnswerTurn, 'answer' | 'history' | 'onSent'> & Pick<Asked, 'model'>,
  tools: CompactionTools,
  signal: AbortSignal,
): Promise<void> {
  const { conversationId, id } = answer;
  const asked = { conversationId, path: history, model };
  const planned = planFor(asked, tools, 'if it overflows');
  if (planned?.plan.kind !== 'summarise') return;
  // The question is shown now: its own request is a while off.
  onSent();
  await summarise(planned.plan, planned, asked, tools, signal);
  signal.throwIfAborted();
  // The wait for the first token begins now.
  tools.conversations.mutate(conversationId, id, ({ timing }) => {
    if (timing) timing.startedAt = tools.clock.now();
  });
}

/**
 * Summarises older turns because somebody wants it; answers whether it is done, or else stopped, or failed and shown as
 * such. Rejects with words where there is nothing to summarise.
 */
export async function compactChat(
  conversationId: string,
  { model, answerId, refused, onBegin }: WantedCompaction,
  tools: CompactionTools,
  signal: AbortSignal,
): Promise<boolean> {
  const path = tools.conversations.path(conversationId);
  const at = path.findIndex((message) => message.id === answerId);
  const history = at < 0 ? path : path.slice(0, at);
  const asked = { conversationId, path: history, model, refused };
  const planned = planFor(asked, tools);
  if (!planned) throw new Error('There is no model to ask.');
  if (planned.provider.demo) throw new Error('The demo cannot summarise.');
  const { plan } = planned;
  if (plan.kind === 'nothing-older') throw new Error('There is nothing older than the last turn.');
  if (plan.kind === 'last-too-long') throw new Error(tooLongWords(plan));
  onBegin?.(plan.last.id);
  return summarise(plan, planned, asked, tools, signal);
}

/** Why summarising would not help. */
export function tooLongWords({ tokens, room }: { tokens: number; room: number }): string {
  return room === 0
    ? 'The longest answer that this chat asks for fills the window alone. Lower “Max output tokens” in the chat’s settings.'
    : `What was asked last is too long by itself: about ${formatNumber(tokens)} tokens, and there is room for ${formatNumber(room)}.`;
}

async function summarise(
  plan: Summarise,
  planned: Planned,
  { conversationId, model: own }: Asked,
  tools: CompactionTools,
  signal: AbortSignal,
): Promise<boolean> {
  const { clock, conversations, show } = tools;
  const { provider, model } = writerFor(own, planned.provider, tools);
  let run: CompactionRun = {
    messageId: plan.last.id,
    count: plan.count,
    modelName: model.modelName,
    since: clock.now(),
    step: 1,
    steps: 1,
    text: '',
  };
  let cancelShow: (() => void) | undefined;
  const showNow = (): void => {
    cancelShow?.();
    cancelShow = undefined;
    show(run);
  };
  const progress = (change: Partial<CompactionRun>): void => {
    run = { ...run, ...change };
    if (change.text === '') showNow();
    else cancelShow ??= clock.after(SHOW_MS, showNow);
  };
  // Nothing of one that failed is left.
  show(undefined);
  show(run);
  try {
    if (!(await tools.providers.unlock(provider))) throw new KeysLockedError();
    const isOwn = provider.id === own.providerId && model.modelId === own.modelId;
    const writer: SummaryWriter = {
      ...sizesOf(provider, model.modelId),
      ...(isOwn && { ratio: planned.ratio, window: planned.window.tokens }),
      modelId: model.modelId,
      stream: conversations.get(conversationId)?.stream ?? tools.settings.stream,
      async *ask(request) {
        const sent = await tools.enter(provider, signal);
        for await (const event of askProvider(request, provider, tools, signal)) {
          if (event.type === 'usage') sent.tokens = event.promptTokens + event.completionTokens;
          yield event;
        }
      },
      onProgress: progress,
      onOverflow: (error) => learnFrom(error, provider, model.modelId, tools),
    };
    const parts = transcriptOf(plan.messages, plan.earlier, await textsOf(plan, tools));
    const text = await writeSummary(parts, plan, writer);
    signal.throwIfAborted();
    await conversations.changeMessage(conversationId, plan.last.id, (message: Message) => {
      message.compaction = { text, createdAt: clock.now(), model };
    });
    show(undefined);
    return true;
  } catch (error) {
    if (signal.aborted) show(undefined);
    else show({ ...run, failure: failedWords(error, provider, tools) });
    return false;
  } finally {
    cancelShow?.();
  }
}

/** The texts of what is attached to the messages, by their ids. */
async function textsOf(
  { messages }: Summarise,
  { attachments }: CompactionTools,
): Promise<ReadonlyMap<string, string>> {
  const attached = messages.flatMap((message) => message.attachments ?? []);
  const ids = attached.filter(({ kind }) => kind === 'text').map(({ id }) => id);
  const stored = ids.length > 0 ? await attachments.read(ids) : [];
  return new Map(stored.map(({ id, text = '' }) => [id, text]));
}

/** `summarize_model`, else the chat's own. */
function writerFor(
  own: Asked['model'],
  ownProvider: Provider,
  { providers }: Pick<CompactionTools, 'providers'>,
): { provider: Provider; model: ModelRef } {
  const found = resolveModel(
    providers.list,
    (provider) => toModels(unwrap(provider)),
    providers.summarizeModel,
  );
  const { providerId, modelId } = found ?? own;
  const provider = unwrap(providers.get(providerId)) ?? ownProvider;
  const modelName = modelOf(provider, modelId)?.name ?? modelId;
  return { provider, model: { providerId, modelId, providerLabel: provider.label, modelName } };
}

function sizesOf(provider: Provider, modelId: string): { window: number; ratio: number } {
  return {
    window: modelOf(provider, modelId)?.contextWindow.tokens ?? 8192,
    ratio: ownEntry(provider.calibrations, modelId)?.ratio ?? 1,
  };
}

function learnFrom(
  error: unknown,
  provider: Provider,
  modelId: string,
  tools: CompactionTools,
): void {
  const refused = { providerId: provider.id, modelId, error: toMessageError(error), history: [] };
  // What could not be stored is learned again.
  learnWindow(refused, tools).catch(() => {});
}

function failedWords(error: unknown, { label }: Provider, tools: CompactionTools): string {
  const told = withoutKeys(toMessageError(error), tools.providers.keys());
  tools.onFailure(label, failureWords(told));
  if (told.code === 'internal') return told.serverMessage;
  const { serverWords, headline } = describeError(told, label);
  return serverWords ? `${headline} “${serverWords}”` : headline;
}
