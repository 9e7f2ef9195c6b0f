import type { CompactionRun, Phase } from '../core/chat/phase';
import { callsTools, wantsTools } from '../core/chat/tool-chain';
import type { Attachment, Message, MessageError } from '../core/chat/types';
import { continuedAnswer, newAnswer, newQuestion } from '../core/chat/new-message';
import type { ModelRef } from '../core/models/types';
import type { Locks, NewId } from '../core/ports';
import type { AnswerStreamTools, Turn } from './answer-stream';
import type { AnswerWriter, AnswerWriterTools } from './answer-writer';
import { latch } from '../lib/latch';
import { once } from '../lib/once';
import { reasonOf } from '../lib/reason';
import { createStateContext } from './context';
import type { AnswerTurn } from './open-answer';
import { type ChatHolds, createChatHolds } from './chat-holds';
import { createChatSummaries } from './chat-summaries';
import { createRateGate } from './rate-gate';
import { createRunningChats } from './running-chats';
import { TurnError } from './turn-error';
import { streamLock } from './chat-reader';
import type { ConversationsState, ConversationWriter, HeadChange } from './conversations';
import type { CallingTurn } from './tool-rounds';

export interface CompletionState {
  /**
   * Sends a message in a chat (undefined: a new one) and starts the answer; resolves with the chat's id as soon as
   * both are on disk. Rejects, with nothing written, when they can't be stored or the chat is still answering: here, or
   * in another tab, with a `TurnError`.
   */
  send(
    conversationId: string | undefined,
    question: Question,
    model: ModelRef,
    /** What else the head of the chat says from now on, in the same write. */
    head?: HeadChange,
  ): Promise<string>;
  /** Asks another version of a question, beside the old one, which stays stored with all that followed from it. */
  edit(
    conversationId: string,
    questionId: string,
    question: Question,
    model: ModelRef,
  ): Promise<void>;
  /** Asks again for an answer: beside the old one, which stays stored unless it was empty. */
  retry(conversationId: string, answerId: string, model: ModelRef): Promise<void>;
  /** Goes on with an answer that was cut or stopped; more is added to what it said. */
  resume(conversationId: string, answerId: string): Promise<void>;
  /**
   * Goes on behind the last answer of a chat, whose calls stand still (`standingChain`): runs those that have no result,
   * and asks the model further.
   */
  goOn(conversationId: string, answerId: string, model: ModelRef): Promise<void>;
  /**
   * Has older turns of a chat summarised, and answers whether they are: not when it was stopped, nor when it failed, which
   * `compaction` tells. The chat is taken meanwhile. Rejects with words where there is nothing to summarise.
   */
  compact(conversationId: string, wanted: WantedCompaction): Promise<boolean>;
  /** What is being summarised of a chat, or could not be. */
  compaction(conversationId: string): CompactionRun | undefined;
  /** Takes a failed one off the screen. */
  dismissCompaction(conversationId: string): void;
  /** Stops the running answer of a chat; what had arrived is kept. */
  stop(conversationId: string): void;
  /** Whether a chat has been stopped, and its answer still has to end. */
  isStopping(conversationId: string): boolean;
  isRunning(conversationId: string): boolean;
  /** Resolves when no tab completes a chat. */
  whenFree: ChatHolds['whenFree'];
  /** What a chat's answer waits for, or waited for last; undefined when no answer runs here. */
  phase(conversationId: string): Phase | undefined;
  /** Tells when an answer of this tab starts, and when it has ended and the chat is free. */
  subscribe(listener: (event: CompletionChange) => void): void;
  /**
   * Writes to disk what has arrived of every running answer: the page may be going. Resolves when that has been tried;
   * undefined when no answer runs.
   */
  saveNow(): Promise<unknown> | undefined;
}

export interface WantedCompaction {
  /** Who will be asked next. */
  model: ModelRef;
  /** An answer that will be asked for again, and how its server refused the request. */
  answerId?: string;
  refused?: MessageError | undefined;
  /** Told after which message the summary will stand, as soon as that is known. */
  onBegin?: (messageId: string) => void;
}

export interface CompletionChange {
  kind: 'started' | 'ended';
  conversationId: string;
  answerId: string;
  model: ModelRef;
}

export interface Question {
  text: string;
  attachments?: readonly Attachment[];
  /** It waits in the queue by this id, and leaves it in the write that asks it. */
  queuedId?: string;
}

export const CompletionContext = createStateContext<CompletionState>('Completion');

export interface CompletionTools extends AnswerWriterTools, AnswerStreamTools {
  conversations: ConversationsState & ConversationWriter;
  locks: Locks;
  newId: NewId;
  /** Called with a failure's words for the log; message texts are not in it. */
  onFailure: (by: string, words: string) => void;
}

/** A question is seen so soon, also where the request could not leave yet. */
const LONGEST_BEFORE_SHOWN_MS = 50;

/** Runs completions: one per chat, several chats at once; they go on when another chat is opened. */
export function createCompletion(tools: CompletionTools): CompletionState {
  const { conversations, clock, newId } = tools;
  const chats = createRunningChats();
  const holds = createChatHolds(tools.locks);
  const gate = createRateGate(clock);
  const summaries = createChatSummaries(tools, gate, chats);
  const answering = once(async () => {
    const { createAnswerStream, createAnswerWriter } = await import('./answering');
    return {
      stream: createAnswerStream(tools, chats, gate, summaries),
      write: (answer: Message) => createAnswerWriter(answer, tools),
    };
  });
  const writers = new Set<AnswerWriter>();
  const listeners = new Set<(event: CompletionChange) => void>();
  // Nobody could stop it any more, and nobody will read it.
  conversations.onRemoved(chats.stop);

  function tell(kind: CompletionChange['kind'], { answer, model }: ToldTurn): void {
    const { conversationId, id: answerId } = answer;
    for (const listener of listeners) listener({ kind, conversationId, answerId, model });
  }

  async function run(
    turn: Turn,
    { stream, write }: Awaited<ReturnType<typeof answering>>,
    controller: AbortController,
    release: () => void,
  ): Promise<void> {
    const { signal } = controller;
    const { conversationId, id } = turn.answer;
    const writer = write(turn.answer);
    writers.add(writer);
    tell('started', turn);
    let goesOn = false;
    try {
      const end = await stream(turn, writer, signal);
      turn.onSent();
      await turn.shown;
      await writer.settle(end);
      goesOn = !signal.aborted && wantsTools(conversations.message(conversationId, id));
    } finally {
      // The chat is free for the next message while this one is written to disk.
      if (!goesOn) chats.done(conversationId);
      await writer.save();
      writers.delete(writer);
      if (!goesOn) {
        // A question that waits is asked while this tab still has the chat.
        tell('ended', turn);
        release();
      }
    }
    takeStock(turn);
    if (goesOn) await callTools(turn, controller, release);
  }

  /** Runs what an answer calls and asks the model further, as often as the chat may; the chat is free when it ends here. */
  async function callTools(
    turn: CallingTurn,
    controller: AbortController,
    release: () => void,
  ): Promise<void> {
    const { conversationId } = turn.answer;
    // Through the round: between two answers no other tab may begin one.
    const letGo = holds.keep(conversationId);
    let next: NewTurn | undefined;
    try {
      const { nextRound } = await import('./tool-rounds');
      next = await nextRound(turn, { ...tools, setPhase: chats.setPhase }, controller.signal);
    } catch (error) {
      tools.onFailure('Tools', reasonOf(error));
    } finally {
      if (!next) chats.done(conversationId);
      tell('ended', turn);
      release();
    }
    if (next) await start(next, [next.answer], controller).catch(tools.onStorageError);
    letGo();
  }

  /** Looks whether the server read all that was sent. What can't be learned now is learned with the next answer. */
  function takeStock(turn: Turn): void {
    const { usage, error } =
      conversations.message(turn.answer.conversationId, turn.answer.id) ?? {};
    if (!usage && !error) return;
    import('./after-answer').then((late) => late.learnFrom(turn, tools)).catch(() => {});
  }

  /** Writes a turn to disk, then lets its answer come; rejects when it could not be written. */
  async function start(turn: NewTurn, messages: Message[], controller: AbortController) {
    const { answer, model, conversationId, head, leaf, queuedId } = turn;
    // What cannot be loaded now must not leave a question that nobody answers.
    const loaded = await answering();
    // Taken first: a record that streams without its lock was left behind by a crash.
    const release = both(
      tools.locks.hold(streamLock(answer.id)),
      holds.keep(answer.conversationId),
    );
    const shown = latch();
    try {
      await conversations.addTurn({
        conversationId,
        model,
        messages,
        head,
        leaf,
        queuedId,
        // The request goes first: showing the turn at the end of a long chat takes longer than making it.
        whenStored: async (stored) => {
          const sent = latch();
          clock.after(LONGEST_BEFORE_SHOWN_MS, sent.resolve);
          const handed = { ...turn, stored, shown: shown.promise, onSent: sent.resolve };
          void run(handed, loaded, controller, release).finally(sent.resolve);
          await sent.promise;
        },
      });
    } catch (error) {
      if (!isStale(error)) chats.done(answer.conversationId);
      release();
      throw error;
    } finally {
      shown.resolve();
    }
  }

  /** Asks a question below `parentId`. */
  async function ask(
    { id, conversationId, model, above, head, leaf }: Asking,
    { text, attachments = [], queuedId }: Question,
    controller: AbortController,
  ): Promise<void> {
    const now = clock.now();
    const parentId = above.at(-1)?.id ?? null;
    const question = newQuestion({ id: newId(), conversationId: id, parentId, now }, text);
    if (attachments.length > 0) question.attachments = structuredClone([...attachments]);
    // Later than the question, also by this clock: the order of reading is that of creation.
    const begun = { id: newId(), conversationId: id, parentId: question.id, now: now + 1 };
    const answer = newAnswer(begun, model);
    const history = [...above, question];
    const turn = { conversationId, model, answer, head, leaf, queuedId, history };
    await start(turn, [question, answer], controller);
  }

  /** Takes the chat, reads it if it isn't, and runs `work`; the chat is free again when that fails. */
  async function inChat(
    id: string,
    isNew: boolean,
    work: (controller: AbortController) => Promise<void>,
  ): Promise<void> {
    const controller = chats.claim(id);
    if (!controller) throw new Error('This chat is still answering. Stop it first, or wait.');
    let letGo: (() => void) | undefined;
    try {
      letGo = isNew ? holds.keep(id) : await holds.take(id);
      if (!letGo) throw new TurnError('elsewhere');
      await (isNew ? work(controller) : untilFresh(id, () => work(controller)));
    } catch (error) {
      chats.done(id);
      throw error;
    } finally {
      letGo?.();
    }
  }

  /** Another tab may have gone on with the chat a moment ago: then it is read, and the work begins anew. */
  async function untilFresh(id: string, work: () => Promise<void>): Promise<void> {
    for (let isFresh = isWhole(id); ; isFresh = false) {
      if (!isFresh) await conversations.open(id);
      try {
        return await work();
      } catch (error) {
        if (!isStale(error)) throw error;
      }
    }
  }

  /** Whether all of a chat is here, and so what its head leads to: a head alone may be news from another tab. */
  function isWhole(id: string): boolean {
    const leafId = conversations.get(id)?.leafId;
    const hasLeaf = leafId === undefined || conversations.message(id, leafId) !== undefined;
    return conversations.isOpen(id) && hasLeaf;
  }

  const leafOf = (id: string) => ({ id: conversations.get(id)?.leafId });

  return {
    isRunning: chats.isRunning,
    phase: chats.phase,
    compaction: summaries.of,
    dismissCompaction: summaries.dismiss,
    async compact(id, wanted) {
      let isDone = false;
      await inChat(id, false, async ({ signal }) => {
        isDone = await summaries.compact(id, wanted, signal);
        chats.done(id);
      });
      return isDone;
    },
    stop: chats.stop,
    isStopping: chats.isStopping,
    whenFree: holds.whenFree,
    subscribe: (listener) => void listeners.add(listener),
    saveNow: () =>
      writers.size > 0 ? Promise.all([...writers].map((writer) => writer.saveNow())) : undefined,
    async send(conversationId, question, chosen, head) {
      const id = conversationId ?? newId();
      const isNew = conversationId === undefined;
      await inChat(id, isNew, (controller) => {
        const above = isNew ? [] : conversations.path(id);
        const leaf = leafOf(id);
        const asking = { id, conversationId, model: plain(chosen), above, head, leaf };
        return ask(asking, question, controller);
      });
      return id;
    },
    edit: (id, questionId, question, chosen) =>
      inChat(id, false, (controller) => {
        const path = conversations.path(id);
        const at = path.findIndex((message) => message.id === questionId);
        if (at < 0) throw new Error('The question is not on screen any more.');
        const above = path.slice(0, at);
        const asking = { id, conversationId: id, model: plain(chosen), above, leaf: leafOf(id) };
        return ask(asking, question, controller);
      }),
    async retry(conversationId, answerId, chosen) {
      // A second press.
      if (chats.isRunning(conversationId)) return;
      const model = plain(chosen);
      let isEmpty = false;
      await inChat(conversationId, false, async (controller) => {
        const path = conversations.path(conversationId);
        const at = path.findIndex((message) => message.id === answerId);
        const old = path[at];
        if (!old) throw new Error('The answer is not on screen any more.');
        isEmpty = !old.text && !old.reasoning && old.toolCalls.length === 0;
        const { parentId } = old;
        const begun = { id: newId(), conversationId, parentId, now: clock.now() };
        const answer = newAnswer(begun, model);
        const leaf = leafOf(conversationId);
        const turn = { conversationId, model, answer, leaf, history: path.slice(0, at) };
        await start(turn, [answer], controller);
      });
      if (isEmpty) await conversations.removeMessage(conversationId, answerId);
    },
    resume: (id, answerId) =>
      inChat(id, false, async (controller) => {
        const path = conversations.path(id);
        const old = path.at(-1);
        if (old?.id !== answerId || !old.model || callsTools(old)) {
          throw new Error('Only the last answer can go on.');
        }
        const model = plain(old.model);
        const answer = continuedAnswer(old, clock.now());
        const leaf = leafOf(id);
        const turn = { conversationId: id, model, answer, leaf, history: path, goesOn: true };
        await start(turn, [answer], controller);
      }),
    goOn: (id, answerId, chosen) =>
      inChat(id, false, async (controller) => {
        const answer = conversations.path(id).at(-1);
        if (answer?.id !== answerId || !callsTools(answer)) {
          throw new Error('Only the last answer can go on.');
        }
        const lock = streamLock(answerId);
        if (await tools.locks.isHeld(lock)) throw new Error('Its tools run in another tab.');
        const turn = { answer, model: plain(chosen), round: 0, isAsked: true };
        tell('started', turn);
        void callTools(turn, controller, tools.locks.hold(lock));
      }),
  };
}

interface Asking {
  id: string;
  /** Undefined for a new chat. */
  conversationId: string | undefined;
  model: ModelRef;
  /** The messages before the question. */
  above: readonly Message[];
  /** What else the head says from now on. */
  head?: HeadChange | undefined;
  /** The leaf of the chat when its path was read. */
  leaf?: { id: string | undefined } | undefined;
}

type ToldTurn = Pick<CallingTurn, 'answer' | 'model'>;

export interface NewTurn
  extends Omit<AnswerTurn, 'stored' | 'onSent'>, Pick<Asking, 'conversationId' | 'head' | 'leaf'> {
  model: ModelRef;
  queuedId?: string | undefined;
  /** How often tools were called in this turn before this answer. */
  round?: number;
}

const isStale = (error: unknown): boolean => error instanceof TurnError && error.code === 'stale';

function both(one: () => void, other: () => void): () => void {
  return () => {
    one();
    other();
  };
}

/** A copy for the disk: what comes out of a store is a proxy, which no database can clone. */
function plain(model: ModelRef): ModelRef {
  return { ...model };
}
