import { CompletionContext } from './completion';
import { ConversationsContext } from './conversations';
import { NoticesContext } from './notices';
import { ServicesContext } from './services';
import { reasonOf } from '../lib/reason';

export interface ChatActions {
  /** A blank title changes nothing. */
  rename(id: string, title: string): void;
  /** Deletes a chat with an Undo; when it is the one on the page, a new chat takes its place. */
  remove(id: string, isOnPage: boolean): void;
}

/** What a person does with a chat as a whole; a failure becomes a sentence. Needs the contexts. */
export function createChatActions(): ChatActions {
  const conversations = ConversationsContext.use();
  const completion = CompletionContext.use();
  const notices = NoticesContext.use();
  const { navigate } = ServicesContext.use();

  const attempt = (run: () => Promise<unknown>, failure: string): void => {
    run().catch((error: unknown) => notices.warn(`${failure} ${reasonOf(error)}`));
  };

  async function removeWithUndo(id: string, isOnPage: boolean): Promise<void> {
    completion.stop(id);
    const undo = await conversations.remove(id);
    if (isOnPage) navigate('#/');
    const restore = async () => {
      await undo();
      if (isOnPage) navigate(`#/chat/${id}`);
    };
    const run = () => attempt(restore, 'The chat did not come back.');
    notices.show('Chat deleted.', { label: 'Undo', run });
  }

  return {
    rename(id, title) {
      const wanted = title.trim();
      if (!wanted || wanted === conversations.get(id)?.title) return;
      attempt(() => conversations.rename(id, wanted), 'The title was not changed.');
    },
    remove: (id, isOnPage) =>
      attempt(() => removeWithUndo(id, isOnPage), 'The chat was not deleted.'),
  };
}
