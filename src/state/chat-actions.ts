import { CompletionContext } from './completion';
import { ConversationsContext } from './conversations';
import { NoticesContext } from './notices';
import { QueueContext } from './queue';
import { ServicesContext } from './services';
import { reasonOf } from '../lib/reason';

export interface ChatActions {
  /** A blank title changes nothing. */
  rename(id: string, title: string): void;
  /** Deletes chats with one Undo for all; when the one on the page is among them, a new chat takes its place. */
  remove(ids: readonly string[], onPage: string | undefined): Promise<void>;
  /** Has older turns summarised, and shows where. */
  summarise(id: string): void;
  /** Runs something that writes; a failure becomes a sentence that begins with `failure`. */
  attempt(run: () => Promise<unknown>, failure: string): Promise<void>;
}

/** What a person does with a chat as a whole; a failure becomes a sentence. Needs the contexts. */
export function createChatActions(): ChatActions {
  const conversations = ConversationsContext.use();
  const completion = CompletionContext.use();
  const notices = NoticesContext.use();
  const queue = QueueContext.use();
  const { navigate, place } = ServicesContext.use();

  const attempt = async (run: () => Promise<unknown>, failure: string): Promise<void> => {
    try {
      await run();
    } catch (error) {
      notices.warn(`${failure} ${reasonOf(error)}`, 'storage');
    }
  };

  return {
    attempt,
    rename(id, title) {
      const wanted = title.trim();
      if (!wanted || wanted === conversations.get(id)?.title) return;
      void attempt(() => conversations.rename(id, wanted), 'The title was not changed.');
    },
    remove: (ids, onPage) =>
      attempt(async () => {
        const { removeChats } = await import('./remove-chats');
        const tools = { conversations, completion, notices, navigate, place, attempt };
        await removeChats(tools, ids, onPage);
      }, 'What was to be deleted is still there.'),
    summarise(id) {
      const model = conversations.get(id)?.model;
      if (!model) return;
      const onBegin = (messageId: string) => navigate(`#/chat/${id}?message=${messageId}`);
      const run = async () => {
        await completion.compact(id, { model, onBegin });
        // What was written meanwhile has waited for it.
        await queue.askNext(id);
      };
      void attempt(run, 'Nothing was summarised.');
    },
  };
}
