import type { ChatActions } from './chat-actions';
import type { CompletionState } from './completion';
import type { ConversationsState } from './conversations';
import type { Notices } from './notices';
import type { Services } from './services';

interface RemoveChatsTools
  extends Pick<Services, 'navigate' | 'place'>, Pick<ChatActions, 'attempt'> {
  conversations: ConversationsState;
  completion: Pick<CompletionState, 'stop'>;
  notices: Notices;
}

/** Deletes chats with one Undo for all; `onPage` is the chat on the page, which leads to a new one if it is among them. */
export async function removeChats(
  { conversations, completion, notices, navigate, place, attempt }: RemoveChatsTools,
  ids: readonly string[],
  onPage: string | undefined,
): Promise<void> {
  for (const id of ids) completion.stop(id);
  const many = ids.length > 1;
  const what = many ? `${ids.length} chats` : 'the chat';
  /** Whoever goes elsewhere meanwhile stays there. */
  const lead = async <T>(work: Promise<T>, hash: string | undefined): Promise<T> => {
    const from = place();
    const done = await work;
    if (hash !== undefined && place() === from) navigate(hash);
    return done;
  };
  const left = ids.find((id) => id === onPage);
  const removal = notices.during(`Deleting ${what} …`, conversations.remove(ids));
  const undo = await lead(removal, left && '#/');
  const restore = () =>
    lead(notices.during(`Bringing back ${what} …`, undo()), left && `#/chat/${left}`);
  const failure = many ? 'The chats did not come back.' : 'The chat did not come back.';
  const run = () => void attempt(restore, failure);
  notices.show(many ? `${what} deleted.` : 'Chat deleted.', { label: 'Undo', run });
}
