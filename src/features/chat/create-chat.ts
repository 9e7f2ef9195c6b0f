import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { Attachment, Message, QueuedQuestion } from '../../core/chat/types';
import type { Setup } from '../../core/library/setup';
import type { ModelRef } from '../../core/models/types';
import { CompletionContext } from '../../state/completion';
import { ConversationsContext } from '../../state/conversations';
import { DraftsContext } from '../../state/drafts';
import { ModelsContext } from '../../state/models';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { QueueContext } from '../../state/queue';
import { ServicesContext } from '../../state/services';
import { TurnError } from '../../state/turn-error';
import type { Sending } from './attached-files';
import { createBeginning } from './create-beginning';
import { until } from './until';
import { reasonOf } from '../../lib/reason';

/** What the page shows of the chat in its address. */
export type ChatView =
  { kind: 'new' | 'loading' | 'open' | 'missing' } | { kind: 'failed'; reason: string };

export interface Chat {
  view: Accessor<ChatView>;
  /** The messages on screen; changes with their order only, never with their text. */
  path: Accessor<readonly Message[]>;
  message(messageId: string): Message | undefined;
  model: Accessor<ModelRef | undefined>;
  isRunning: Accessor<boolean>;
  /** Whether another tab answers it. */
  isElsewhere: Accessor<boolean>;
  /** What it asks for beside its messages, of a new one too; tracked field by field. */
  setup: Accessor<Setup>;
  /** Changes that, by plain values; undefined takes a field away. Resolves when it is stored, or a notice says why not. */
  change(change: Setup): Promise<void>;
  /** Sends; when it is on disk the text is out of the box, else it still stands there and a notice says why. */
  send(text: string, sending: Sending): Promise<void>;
  /** Asks another version of a question; true once it is stored, else a notice says why not. */
  edit(questionId: string, text: string): Promise<boolean>;
  stop(): void;
  /** The questions that wait for their turn. */
  queue: Accessor<readonly QueuedQuestion[]>;
  /** Puts a question at the end of the queue; true once it is stored, else a notice says why not. */
  enqueue(text: string, sending: Sending): Promise<boolean>;
  /** Takes a question out of the queue, and off the disk what of it nobody wants any more. */
  unqueue(queuedId: string, unwanted?: readonly Attachment[]): void;
  askNext(): void;
  /** Whether it waits for its server to come back. */
  isWaiting: Accessor<boolean>;
  waitForServer(answerId: string): void;
  stopWaiting(): void;
  /** Asks for another version of an answer, of the chat's model unless told. */
  retry(answerId: string, model?: ModelRef): void;
  /** Goes on with the last answer, which was cut. */
  resume(answerId: string): void;
  /** Runs the calls of the last answer that have no result, and lets the model go on. */
  goOn(answerId: string): void;
  /** The versions of a message, itself among them, oldest first; empty when it is the only one. */
  versions(messageId: string): readonly Message[];
  showVersion(messageId: string): void;
  /** Opens a new chat that begins with what is on screen up to this message. */
  branch(messageId: string): void;
  removeMessage(messageId: string): void;
  reopen(): void;
  /** True once after its first question was asked here: its answer may be whole before anything shows it. */
  takeBegun(): boolean;
}

/** The chat with this id, or a new one that gets its id with the first message; owned. */
export function createChat(id: Accessor<string | undefined>): Chat {
  const conversations = ConversationsContext.use();
  const completion = CompletionContext.use();
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const notices = NoticesContext.use();
  const services = ServicesContext.use();
  const drafts = DraftsContext.use();
  const queue = QueueContext.use();
  const [opening, setOpening] = createSignal<ChatView>({ kind: 'loading' });
  const beginning = createBeginning();
  let begun: string | undefined;

  const head = createMemo(() => conversations.get(id() ?? ''));
  /** The id while its chat is in the store; a memo, so that a title or a new chat re-runs no message. */
  const known = createMemo(() => {
    const chat = head()?.id;
    return chat !== undefined && conversations.isShown(chat) ? chat : undefined;
  });
  const view = createMemo<ChatView>(() => {
    if (id() === undefined) return { kind: 'new' };
    return known() === undefined ? opening() : { kind: 'open' };
  });

  async function open(chat: string): Promise<void> {
    setOpening({ kind: 'loading' });
    // Once it is in the store the store tells; `missing` is also what a chat deleted elsewhere becomes.
    let result: ChatView = { kind: 'missing' };
    try {
      await conversations.open(chat);
    } catch (error) {
      result = { kind: 'failed', reason: reasonOf(error) };
    }
    if (chat === id()) setOpening(result);
  }
  createEffect(on(id, (chat) => void (chat !== undefined && open(chat))));

  const model = createMemo(
    () => (head() ? undefined : beginning.setup().model) ?? models.chosenFor(head() ?? lastUsed()),
  );
  /** A new chat goes on with the model of the newest one, unless the default is set; the demo is never stuck to. */
  function lastUsed(): { model: ModelRef } | undefined {
    const newest = conversations.heads.find((entry) => entry.model)?.id;
    const last = newest === undefined ? undefined : conversations.get(newest)?.model;
    if (providers.orchestrationModel || !last || !models.get(last)) return undefined;
    return providers.get(last.providerId)?.demo ? undefined : { model: last };
  }

  /** Runs something that writes; a failure becomes a sentence. */
  async function attempt(what: string, run: () => Promise<unknown>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      notices.warn(`${what} ${reasonOf(error)}`, 'storage');
      return false;
    }
  }

  /** Sending must do something visible, also when nobody can answer. */
  function sendElsewhere(): void {
    const hasProvider = providers.list.length > 0;
    const words = hasProvider
      ? 'There is no model to ask yet.'
      : 'There is no provider yet. Add one.';
    notices.show(`${words} Your text is kept.`);
    services.navigate(hasProvider ? '#/providers' : '#/providers/add');
  }

  async function submit(text: string, { attachments, head: more, onSent }: Sending): Promise<void> {
    const from = id();
    await providers.ready;
    await until(() => conversations.loaded && view().kind !== 'loading');
    const isNew = known() === undefined;
    if (isNew) await beginning.ready();
    const chosen = model();
    if (!chosen) {
      sendElsewhere();
      return;
    }
    const setup = isNew ? { ...beginning.setup(), ...more } : more;
    const question = { text, attachments };
    const sent = await completion.send(known(), question, chosen, setup).catch((error: unknown) => {
      const chat = known();
      if (chat === undefined || !isAnsweredElsewhere(error)) throw error;
      return queue.add(chat, question).then(() => chat);
    });
    onSent(sent);
    if (isNew) beginning.clear();
    drafts.set(from, withoutSent(drafts.get(from), text));
    if (known() !== sent && id() === from) {
      drafts.set(sent, drafts.get(from));
      drafts.set(from, '');
      begun = sent;
      services.navigate(`#/chat/${sent}`);
    }
  }

  return {
    view,
    path: createMemo(() => conversations.path(known() ?? '')),
    message: (messageId) => conversations.message(known() ?? '', messageId),
    model,
    isRunning: () => completion.isRunning(id() ?? ''),
    isElsewhere: createMemo(() => {
      const last = conversations.path(known() ?? '').at(-1);
      if (!last || completion.isRunning(id() ?? '')) return false;
      return conversations.message(known() ?? '', last.id)?.status === 'streaming';
    }),
    setup: () => head() ?? beginning.setup(),
    async change(change) {
      const chat = head()?.id;
      if (chat === undefined) beginning.change(change);
      else await attempt('This was not changed.', () => conversations.change(chat, change));
    },
    async send(text, sending) {
      await attempt('The message was not sent; it is still in the box.', () =>
        submit(text, sending),
      );
    },
    edit: (questionId, text) =>
      attempt('The question was not asked.', async () => {
        const [chat, chosen] = [known(), model()];
        if (chat === undefined || !chosen) throw new Error('There is no model to ask.');
        const { attachments = [] } = conversations.message(chat, questionId) ?? {};
        await completion.edit(chat, questionId, { text, attachments: unwrap(attachments) }, chosen);
      }),
    stop: () => completion.stop(id() ?? ''),
    queue: () => queue.of(id() ?? ''),
    enqueue: (text, { attachments, onSent }) =>
      attempt('The question was not kept; it is still in the box.', async () => {
        const chat = known();
        if (chat === undefined) throw new Error('The chat is not here.');
        await queue.add(chat, { text, attachments });
        onSent(chat);
        drafts.set(chat, withoutSent(drafts.get(chat), text));
      }),
    unqueue(queuedId, unwanted = []) {
      const chat = known();
      if (chat === undefined) return;
      const ids = unwanted.map((attachment) => attachment.id);
      void attempt('The question was not removed.', async () => {
        await queue.remove(chat, queuedId);
        if (ids.length === 0) return;
        const files = await services.attachments();
        ids.forEach(files.remove);
      });
    },
    askNext() {
      const chat = known();
      if (chat === undefined) return;
      void attempt('The question was not asked.', () => queue.askNext(chat));
    },
    isWaiting: () => queue.isWaiting(id() ?? ''),
    waitForServer(answerId) {
      const [chat, chosen] = [known(), model()];
      if (chat !== undefined && chosen) queue.waitForServer(chat, answerId, chosen);
    },
    stopWaiting: () => queue.stopWaiting(id() ?? ''),
    retry(answerId, other) {
      const [chat, chosen] = [known(), other ?? model()];
      if (chat === undefined || !chosen) return;
      void attempt('The answer was not asked for again.', () =>
        completion.retry(chat, answerId, chosen),
      );
    },
    resume(answerId) {
      const chat = known();
      if (chat === undefined) return;
      void attempt('The answer does not go on.', () => completion.resume(chat, answerId));
    },
    goOn(answerId) {
      const [chat, chosen] = [known(), model()];
      if (chat === undefined || !chosen) return;
      void attempt('The chat does not go on.', () => completion.goOn(chat, answerId, chosen));
    },
    versions: (messageId) => conversations.versions(known() ?? '', messageId),
    showVersion(messageId) {
      const chat = known();
      if (chat === undefined) return;
      void attempt('The other version is not shown.', () =>
        conversations.showVersion(chat, messageId),
      );
    },
    branch(messageId) {
      const chat = known();
      if (chat === undefined) return;
      void attempt('The chat was not branched off.', async () => {
        const { goOnInNewChat } = await import('./go-on-in-new-chat');
        await goOnInNewChat({ conversations, notices, services }, chat, messageId);
      });
    },
    removeMessage(messageId) {
      const chat = known();
      if (chat === undefined) return;
      void attempt('The message was not deleted.', async () => {
        const isVersion = conversations.versions(chat, messageId).length > 1;
        const undo = await conversations.removeMessage(chat, messageId);
        const run = (): void => void attempt('The message did not come back.', undo);
        const words = isVersion
          ? 'Version deleted, with what followed from it.'
          : 'Message deleted.';
        notices.show(words, { label: 'Undo', run });
      });
    },
    reopen() {
      const chat = id();
      if (chat !== undefined) void open(chat);
    },
    takeBegun() {
      const isBegun = begun !== undefined && begun === id();
      begun = undefined;
      return isBegun;
    },
  };
}

const isAnsweredElsewhere = (error: unknown): boolean =>
  error instanceof TurnError && error.code === 'elsewhere';

/** What was typed while the message was on its way. */
function withoutSent(draft: string, sent: string): string {
  return draft.startsWith(sent) ? draft.slice(sent.length).trimStart() : draft;
}
