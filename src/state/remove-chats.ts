import type { ChatActions } from './chat-actions';
import type { CompletionState } from './completion';
import type { ConversationsState } from './conversations';
import type { Notices } from './notices';
import type { Services } from './services';

interface RemoveChatsTools extends Pick<Services, 'navigate'>, Pick<ChatActions, 'attempt'> {
  conversations: ConversationsState;
  completion: Pick<CompletionState, 'stop'>;
  notices: Notices;
}

/** Deletes chats with one Undo for all; `onPage` is the chat on the page, which leads to a new one if it is among them. */
export async function removeChats(
  { conversations, completion, notices, navigate, attempt }: RemoveChatsTools,
  ids: readonly string[],
  onPage: string | undefined,
): Promise<void> {
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
  notices.show(many ? `${what} deleted.` : 'Chat deleted.', { label: 'Undo', run });
}
