import { unwrap } from 'solid-js/store';
import { newAnswer } from '../core/chat/new-message';
import type { ToolPhase } from '../core/chat/phase';
import type { Message } from '../core/chat/types';
import type { ModelRef } from '../core/models/types';
import type { Clock, NewId } from '../core/ports';
import type { Settings } from '../core/settings/types';
import { checkSchema } from '../core/tools/check-schema';
import { MOST_CALLS } from '../core/tools/most-calls';
import { runCall } from '../core/tools/run-call';
import type { Tool } from '../core/tools/types';
import type { NewTurn } from './completion';
import type { ConversationsState, ConversationWriter } from './conversations';
import type { ProvidersState } from './providers';
import { approval, askPerson, type QuestionTools } from './tool-questions';

/** An answer that has ended with calls. */
export interface CallingTurn {
  answer: Pick<Message, 'id' | 'conversationId'>;
  model: ModelRef;
  /** How often tools were called before it, since a person last said something. */
  round?: number;
  /** A person wants its calls to be run: no limit stands in the way. */
  isAsked?: boolean;
}

export interface RoundTools extends QuestionTools {
  conversations: ConversationsState & ConversationWriter;
  providers: Pick<ProvidersState, 'get'>;
  settings: Pick<Settings, 'toolRounds'>;
  clock: Clock;
  newId: NewId;
  setPhase: (conversationId: string, phase: ToolPhase) => void;
}

/**
 * Runs the calls of an answer, and tells what to ask the model then. Undefined where the chat stands still: at its limit of
 * rounds, after a Stop, or because it has no tools; `completion.goOn` goes on from there.
 */
export async function nextRound(
  { answer: { id, conversationId }, model, round = 0, isAsked = false }: CallingTurn,
  tools: RoundTools,
  signal: AbortSignal,
): Promise<NewTurn | undefined> {
  const { conversations, clock, newId } = tools;
  const limit = conversations.get(conversationId)?.tools?.rounds ?? tools.settings.toolRounds;
  if (round >= limit && !isAsked) return undefined;
  const told = await toldTo(conversationId, model, tools);
  if (told.length === 0 && !isAsked) return undefined;
  if (!conversations.isOpen(conversationId)) await conversations.open(conversationId);
  await runCalls({ id, conversationId }, told, tools, signal);
  const history = conversations.path(conversationId);
  const last = history.at(-1);
  if (signal.aborted || last?.id !== id) return undefined;
  // Meanwhile a person may have chosen another one.
  const next = { ...(conversations.get(conversationId)?.model ?? model) };
  // Later than what it follows, also by this clock.
  const now = Math.max(clock.now(), last.createdAt + 1);
  const answer = newAnswer({ id: newId(), conversationId, parentId: id, now }, next);
  return { conversationId, model: next, answer, history, round: isAsked ? 1 : round + 1 };
}

async function toldTo(
  conversationId: string,
  { providerId, modelId }: ModelRef,
  { conversations, providers, tools }: RoundTools,
): Promise<readonly Tool[]> {
  const provider = unwrap(providers.get(providerId));
  const head = unwrap(conversations.get(conversationId));
  return provider ? tools.toldTo({ head, provider, modelId }) : [];
}

/**
 * Runs the calls of an answer that have no result, at the same time, and writes what came back of each as it comes;
 * resolves when every call has a result. A call that is stopped has one too. Never rejects.
 */
async function runCalls(
  { conversationId, id }: Pick<Message, 'conversationId' | 'id'>,
  told: readonly Tool[],
  roundTools: RoundTools,
  signal: AbortSignal,
): Promise<void> {
  const { conversations, tools, clock, setPhase, onStorageError } = roundTools;
  const calls = conversations.message(conversationId, id)?.toolCalls ?? [];
  const showPhase = phaseOf(clock.now(), (phase) => setPhase(conversationId, phase));
  const release = conversations.keepAhead(id);

  async function run(index: number): Promise<void> {
    const place = { messageId: id, index };
    const call = conversations.message(conversationId, id)?.toolCalls[index];
    if (!call || call.result) return;
    const result = await runCall(call, {
      tools: told,
      check: checkSchema,
      async approve(tool, args) {
        const question = { place, tool, args, conversationId, signal };
        const known = approval(question, roundTools);
        if (known !== 'ask') return known === 'run';
        showPhase(index, { tool, asks: true });
        return askPerson(question, roundTools);
      },
      onRun(tool) {
        showPhase(index, { tool, asks: false });
        tools.show(place, { kind: 'runs', since: clock.now() });
      },
      signal,
      now: clock.now,
    });
    conversations.mutate(conversationId, id, (message) => {
      const own = message.toolCalls[index];
      if (own) own.result = result;
    });
    showPhase(index, undefined);
    tools.show(place, undefined);
    await conversations.persist(conversationId, id, 'strict').catch(onStorageError);
  }

  async function refuseMore(): Promise<void> {
    if (calls.length <= MOST_CALLS) return;
    const at = clock.now();
    const text = `Only the first ${MOST_CALLS} calls of an answer are run, not this one or any after it.`;
    conversations.mutate(conversationId, id, (message) => {
      for (const call of message.toolCalls.slice(MOST_CALLS)) {
        call.result ??= { status: 'failed', text, startedAt: at, finishedAt: at };
      }
    });
    await conversations.persist(conversationId, id, 'strict').catch(onStorageError);
  }

  try {
    await refuseMore();
    await Promise.all(calls.slice(0, MOST_CALLS).map((_, index) => run(index)));
  } finally {
    release();
  }
}

/** Tells the phase from what all calls of an answer are at: a question goes before what runs. */
function phaseOf(since: number, setPhase: (phase: ToolPhase) => void) {
  const at = new Map<number, { tool: Tool; asks: boolean }>();
  return (index: number, state: { tool: Tool; asks: boolean } | undefined): void => {
    if (state) at.set(index, state);
    else at.delete(index);
    const all = [...at.values()];
    const asking = all.filter(({ asks }) => asks).length;
    if (asking > 0) setPhase({ kind: 'asks', since, count: asking });
    else if (all.length > 0)
      setPhase({ kind: 'runs', since, names: all.map(({ tool }) => tool.title) });
  };
}
