import { branchOff, type BranchOffTools } from '../../state/branch-off';
import type { ConversationsState } from '../../state/conversations';
import type { Notices } from '../../state/notices';
import type { Services } from '../../state/services';

interface GoOnTools {
  conversations: ConversationsState;
  notices: Notices;
  services: Services;
}

/** Opens a new chat that begins with what is on screen of a chat up to this message. */
export async function goOnInNewChat(
  { conversations, notices, services }: GoOnTools,
  chat: string,
  messageId: string,
): Promise<void> {
  const { clock, newId } = services;
  const copyAttachments: BranchOffTools['copyAttachments'] = async (attachments) =>
    (await services.attachments()).copy(attachments);
  const tools = { conversations, copyAttachments, clock, newId };
  const copying = branchOff(tools, chat, messageId);
  const from = services.place();
  const branch = await notices.during('Copying the chat …', copying);
  const open = () => services.navigate(`#/chat/${branch}`);
  // Whoever went elsewhere meanwhile stays there.
  if (services.place() !== from) {
    return notices.show('The new chat is there.', { label: 'Open', run: open });
  }
  open();
  notices.show('A new chat goes on from here. The old one stays as it is.');
}
