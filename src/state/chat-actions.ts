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
  const { navigate } = ServicesContext.use();

  const attempt = async (run: () => Promise<unknown>, failure: string): Promise<void> => {
    try {
      await run();
    } catch (error) {
      notices.warn(`${failure} ${reasonOf(error)}`);
    }
  };

  async function removeWithUndo(ids: readonly string[], onPage?: string): Promise<void> {
    for (const id of ids) completion.stop(id);
    const many = ids.length > 1;
    const what = many ? `${ids.length} chats` : 'the chat';
    const undo = await notices.during(`Deleting ${what} …`, conversations.remove(ids));
    const left = ids.find((id) => id === onPage);
    if (left) navigate('#/');
    const restore = async () => {
      await notices.during(`Bringing back ${what} …`, undo());
      if (left) navigate(`#/chat/${left}`);
    };
    const failure = many ? 'The chats did not come back.' : 'The chat did not come back.';
    const run = () => void attempt(restore, failure);
    const words = many ? `${what} deleted.` : 'Chat deleted.';
    notices.show(words, { label: 'Undo', run });
  }

  return {
    attempt,
    rename(id, title) {
      const wanted = title.trim();
      if (!wanted || wanted === conversations.get(id)?.title) return;
      void attempt(() => conversations.rename(id, wanted), 'The title was not changed.');
    },
    remove: (ids, onPage) =>
      attempt(() => removeWithUndo(ids, onPage), 'What was to be deleted is still there.'),
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
