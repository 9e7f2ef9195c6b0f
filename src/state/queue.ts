import { createStore, unwrap } from 'solid-js/store';
import { isFinished } from '../core/chat/tool-chain';
import type { Message, QueuedQuestion } from '../core/chat/types';
import type { ModelRef } from '../core/models/types';
import type { Clock, NewId } from '../core/ports';
import type { CompletionState, Question } from './completion';
import { createStateContext } from './context';
import { TurnError } from './turn-error';
import type { ConversationsState } from './conversations';
import type { ProvidersState } from './providers';

export interface QueueState {
  /** The questions of a chat that wait; the first is asked when the running answer is done. */
  of(id: string): readonly QueuedQuestion[];
  /** Puts a question at the end; resolves when it is on disk. */
  add(id: string, question: Question): Promise<void>;
  /** Takes a question out. */
  remove(id: string, queuedId: string): Promise<void>;
  /** Asks the first one now; what follows is asked after its answer. */
  askNext(id: string): Promise<void>;
  /** Looks after the server of a failed answer, and asks again once it is there. */
  waitForServer(id: string, answerId: string, model: ModelRef): void;
  stopWaiting(id: string): void;
  /** Whether a chat waits for its server to come back. */
  isWaiting(id: string): boolean;
}

export const QueueContext = createStateContext<QueueState>('Queue');

export interface QueueTools {
  conversations: ConversationsState;
  completion: CompletionState;
  providers: ProvidersState;
  clock: Clock;
  newId: NewId;
  /** A question that could not be asked stays where it is. */
  onFailure: (error: unknown) => void;
}

const NONE: readonly QueuedQuestion[] = [];
const FIRST_LOOK_MS = 3_000;
const GROWTH = 1.2;
const LONGEST_MS = 20_000;

/**
 * Questions that wait for their turn, kept in the head of their chat. This tab asks the next one when an answer of its own
 * is done; after a failure, a Stop or a reload they wait for a person. What is asked after the Stop does not.
 */
export function createQueue(tools: QueueTools): QueueState {
  const { conversations, completion, providers, clock, newId } = tools;
  const [waiting, setWaiting] = createStore<Record<string, boolean>>({});
  /** Chats that another tab was answering when a question of this one should have been asked. */
  const waitsElsewhere = new Set<string>();
  /** Chats where somebody has pressed Stop and then asked: that question waits for nobody. */
  const goesOn = new Set<string>();
  const looks = new Map<string, () => void>();
  const of = (id: string) => conversations.get(id)?.queue ?? NONE;

  async function askNext(id: string): Promise<void> {
    const head = unwrap(conversations.get(id));
    const [first] = head?.queue ?? [];
    if (!first || !head?.model || completion.isRunning(id)) return;
    const { id: queuedId, text, attachments = [] } = first;
    try {
      await completion.send(id, { text, attachments, queuedId }, head.model);
    } catch (error) {
      if (!(error instanceof TurnError)) throw error;
      // Another tab has asked it; or answers, and asks what waits as soon as it is done, if it knows of this one by then.
      if (error.code === 'elsewhere') askWhenFree(id);
      else if (error.code !== 'taken') throw error;
    }
  }

  function askWhenFree(id: string): void {
    if (waitsElsewhere.has(id)) return;
    waitsElsewhere.add(id);
    const ask = async (): Promise<void> => {
      await completion.whenFree(id);
      waitsElsewhere.delete(id);
      await conversations.open(id);
      if (isDone(conversations.path(id).at(-1))) await askNext(id);
    };
    attempt(ask());
  }

  const attempt = (run: Promise<void>): void => void run.catch(tools.onFailure);

  function stopWaiting(id: string): void {
    looks.get(id)?.();
    looks.delete(id);
    setWaiting(id, false);
  }

  completion.subscribe(({ kind, conversationId, answerId }) => {
    if (kind === 'started') stopWaiting(conversationId);
    else if (
      goesOn.delete(conversationId) ||
      isDone(conversations.message(conversationId, answerId))
    ) {
      attempt(askNext(conversationId));
    }
  });

  return {
    of,
    async add(id, { text, attachments = [] }) {
      const queued: QueuedQuestion = { id: newId(), text };
      const isAfterStop = completion.isStopping(id) && of(id).length === 0;
      if (attachments.length > 0) queued.attachments = structuredClone([...attachments]);
      await conversations.change(id, { queue: [...structuredClone(unwrap(of(id))), queued] });
      // The answer may have ended meanwhile, and with it the turn of this question.
      const last = conversations.path(id).at(-1);
      if (completion.isRunning(id)) {
        if (isAfterStop) goesOn.add(id);
        return;
      }
      if (isAfterStop || isDone(last)) await askNext(id);
      // The tab that answers asks it, unless it was done a moment before it could know.
      else if (last?.status === 'streaming') askWhenFree(id);
    },
    async remove(id, queuedId) {
      const rest = structuredClone(unwrap(of(id)).filter((queued) => queued.id !== queuedId));
      await conversations.change(id, { queue: rest.length > 0 ? rest : undefined });
    },
    askNext,
    isWaiting: (id) => waiting[id] === true,
    stopWaiting,
    waitForServer(id, answerId, model) {
      stopWaiting(id);
      setWaiting(id, true);
      let isOver = false;
      let cancel = (): void => {};
      looks.set(id, () => {
        isOver = true;
        cancel();
      });
      const look = async (next: number): Promise<void> => {
        await providers.refresh(model.providerId, 'quietly').catch(() => {});
        if (isOver) return;
        if (providers.status(model.providerId).kind === 'connected') {
          stopWaiting(id);
          attempt(completion.retry(id, answerId, model));
        } else {
          cancel = clock.after(next, () => void look(Math.min(next * GROWTH, LONGEST_MS)));
        }
      };
      cancel = clock.after(FIRST_LOOK_MS, () => void look(FIRST_LOOK_MS * GROWTH));
    },
  };
}

function isDone(answer: Message | undefined): boolean {
  return answer !== undefined && isFinished(answer);
}
