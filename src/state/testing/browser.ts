import { createRoot } from 'solid-js';
import type { ConversationRepository } from '../../core/chat/repository';
import type { Message } from '../../core/chat/types';
import { createConversations } from '../conversations';
import { alwaysIdle, fakeClock, fakeConversationRepository, fakeLocks, linkedTabs } from './fakes';

/** One browser: tabs over one repository, with common locks, that hear each other. */
export function browser() {
  const stored = fakeConversationRepository();
  const locks = fakeLocks();
  const clock = fakeClock();
  const newTab = linkedTabs();
  const reads: string[] = [];
  const { repository, attachments } = stored;
  const counted: ConversationRepository = {
    ...repository,
    listMessages: (id) => (reads.push(`all of ${id}`), repository.listMessages(id)),
    getConversation: (id) => (reads.push(`head of ${id}`), repository.getConversation(id)),
    getMessage: (id) => (reads.push(id), repository.getMessage(id)),
  };
  /** What something beside the tabs tells of. */
  const teller = newTab();
  const start = (own: Partial<ConversationRepository> = {}, idle = alwaysIdle) => {
    const tools = { attachments, tabs: newTab(), locks, clock, idle };
    return createRoot(() => createConversations({ ...tools, repository: { ...counted, ...own } }));
  };
  const open = async (own: Partial<ConversationRepository> = {}, idle = alwaysIdle) => {
    const conversations = start(own, idle);
    await conversations.ready;
    return conversations;
  };
  return { ...stored, teller, locks, clock, reads, open, start };
}

export const model = { providerId: 'p', modelId: 'm', providerLabel: 'Test', modelName: 'm' };

export function message(
  id: string,
  parentId: string | null,
  fields: Partial<Message> = {},
): Message {
  return {
    id,
    conversationId: 'c',
    parentId,
    role: id.startsWith('q') ? 'user' : 'assistant',
    createdAt: Number(id.slice(1)) * 10 + (id.startsWith('q') ? 0 : 1),
    text: id,
    reasoning: '',
    toolCalls: [],
    status: 'done',
    ...fields,
  };
}

export const turn = (...messages: Message[]) => ({ conversationId: undefined, model, messages });
export const more = (...messages: Message[]) => ({ conversationId: 'c', model, messages });
export const first = () => turn(message('q1', null), message('a1', 'q1'));
export const streamed = (parentId = 'q2') =>
  message('a2', parentId, { status: 'streaming', text: '' });

export type Tab = Awaited<ReturnType<ReturnType<typeof browser>['open']>>;
export const onScreen = (tab: Tab) =>
  tab
    .path('c')
    .map(({ id }) => id)
    .join(' ');
