import type { StoredAttachment } from '../../core/attachments/types';
import { changeIn } from '../../core/chat/change-in';
import type { ChatChange, ConversationRepository } from '../../core/chat/repository';
import type { Conversation, Message } from '../../core/chat/types';
import type { TabEvent, Tabs } from '../../core/ports';
import type { PendingWrites, UnsavedWay } from './pending';
import { isForGood, whyUnsaved } from './why';

/** What of a chat is not on disk. */
interface KeptChat {
  /** Absent: only messages of it. */
  head?: Conversation;
  messages: Map<string, Message>;
  attachments: StoredAttachment[];
}

export interface KeptChats {
  /** The repository, with what it could not write laid over what it reads. */
  repository: ConversationRepository;
  /** Keeps a chat whose records are gone, until a person wants it saved again. */
  keepLost(head: Conversation, messages: readonly Message[], reason: string): void;
}

/** Keeps of chats what could not be written; the chat goes on meanwhile. */
export function createKeptChats(
  repository: ConversationRepository,
  pending: PendingWrites,
  tabs: Tabs<TabEvent>,
): KeptChats {
  const chats = new Map<string, KeptChat>();
  const titles = new Map<string, string>();

  function tell(id: string, reason: string, way: UnsavedWay = 'retried'): void {
    const kept = chats.get(id);
    if (!kept) return;
    pending.put({
      key: `chat:${id}`,
      label: labelOf(kept, kept.head?.title ?? titles.get(id)),
      reason,
      way,
      write: () => write(id),
      contents: async () => ({ chats: [await whole(id)] }),
    });
  }

  function keep(
    id: string,
    more: {
      head?: Conversation;
      messages?: readonly Message[];
      back?: readonly StoredAttachment[];
    },
  ): void {
    // Copied first: what cannot be copied can be stored neither, and is not taken.
    const { head, messages } = structuredClone({ head: more.head, messages: more.messages ?? [] });
    const kept = chats.get(id) ?? { messages: new Map<string, Message>(), attachments: [] };
    if (head) kept.head = head;
    for (const message of messages) kept.messages.set(message.id, message);
    kept.attachments.push(...(more.back ?? []));
    chats.set(id, kept);
  }

  function forget(id: string): void {
    chats.delete(id);
    pending.drop(`chat:${id}`);
  }

  async function write(id: string): Promise<boolean> {
    const kept = chats.get(id);
    if (!kept) return true;
    const { head, attachments } = kept;
    const messages = [...kept.messages.values()];
    const back = [...attachments];
    if (head) await repository.saveConversations([head], messages, back);
    else for (const message of messages) await repository.saveMessage(message, 'strict');
    // What came meanwhile stays.
    for (const message of messages) {
      if (kept.messages.get(message.id) === message) kept.messages.delete(message.id);
    }
    if (head && kept.head === head) delete kept.head;
    attachments.splice(0, back.length);
    tabs.publish({ type: 'conversation-changed', id });
    const isDone = kept.messages.size === 0 && !kept.head;
    if (isDone) chats.delete(id);
    return isDone;
  }

  /** As much of a chat as can be had: what is on disk may not be readable now. */
  async function whole(id: string): Promise<object> {
    const kept = chats.get(id);
    const stored = kept?.head ?? (await repository.getConversation(id).catch(() => undefined));
    const messages = await overlaid
      .listMessages(id)
      .catch(() => [...(kept?.messages.values() ?? [])]);
    return { ...stored, messages };
  }

  tabs.subscribe((event) => {
    if (event.type === 'conversation-removed') forget(event.id);
  });

  const overlaid: ConversationRepository = {
    async listConversations(range) {
      const page = await repository.listConversations(range);
      const listed = page.heads.map((head) => chats.get(head.id)?.head ?? head);
      const ids = new Set(page.heads.map(({ id }) => id));
      const added = [...chats.values()].flatMap(({ head }) =>
        head && !ids.has(head.id) ? head : [],
      );
      return { ...page, heads: range.before === undefined ? [...added, ...listed] : listed };
    },
    getConversation: async (id) => copy(chats.get(id)?.head) ?? repository.getConversation(id),
    async listMessages(id) {
      const kept = copy([...(chats.get(id)?.messages.values() ?? [])]);
      if (kept.length === 0) return repository.listMessages(id);
      const own = new Set(kept.map((message) => message.id));
      const stored = await repository.listMessages(id);
      const all = [...stored.filter((message) => !own.has(message.id)), ...kept];
      return all.sort((a, b) => a.createdAt - b.createdAt);
    },
    listEnd: async (id, count) =>
      chats.has(id)
        ? (await overlaid.listMessages(id)).slice(-count)
        : repository.listEnd(id, count),
    async getMessage(id) {
      for (const { messages } of chats.values()) {
        if (messages.has(id)) return copy(messages.get(id));
      }
      return repository.getMessage(id);
    },
    async saveConversations(heads, messages = [], attachments = []) {
      const of = (id: string) => ({
        messages: messages.filter(({ conversationId }) => conversationId === id),
        back: attachments.filter(({ conversationId }) => conversationId === id),
      });
      if (!heads.some(({ id }) => chats.has(id))) {
        try {
          await repository.saveConversations(heads, messages, attachments);
          return;
        } catch (error) {
          if (isForGood(error)) throw error;
          for (const head of heads) keep(head.id, { head, ...of(head.id) });
          for (const { id } of heads) tell(id, whyUnsaved(error));
          return;
        }
      }
      for (const head of heads) {
        keep(head.id, { head, ...of(head.id) });
        retell(head.id);
      }
    },
    async changeChats(ids, change) {
      if (!ids.some((id) => chats.has(id))) {
        try {
          return await repository.changeChats(ids, change);
        } catch (error) {
          if (isForGood(error)) throw error;
        }
      }
      return changeIn(await readMaps(ids, change), ids, change);
    },
    async saveMessage(message, durability) {
      const { conversationId: id } = message;
      if (!chats.has(id)) {
        try {
          await repository.saveMessage(message, durability);
          return;
        } catch (error) {
          keep(id, { messages: [message] });
          const head = await repository.getConversation(id).catch(() => undefined);
          if (head) titles.set(id, head.title);
          tell(id, whyUnsaved(error), isForGood(error) ? 'asks' : 'retried');
          return;
        }
      }
      keep(id, { messages: [message] });
      retell(id);
    },
    saveTurn: (head, messages, back) => overlaid.saveConversations([head], messages, back),
    async removeConversations(ids) {
      await repository.removeConversations(ids);
      ids.forEach(forget);
      void pending.tryAgain();
    },
    async removeMessages(ids, attachmentIds) {
      await repository.removeMessages(ids, attachmentIds);
      for (const kept of chats.values()) for (const id of ids) kept.messages.delete(id);
      void pending.tryAgain();
    },
  };

  /** What a change looks at, as it is in these chats now; written again, it fails again and is kept. */
  async function readMaps(ids: readonly string[], { messages }: ChatChange) {
    const heads = await Promise.all(ids.map((id) => overlaid.getConversation(id)));
    const some = await Promise.all((messages?.ids ?? []).map((id) => overlaid.getMessage(id)));
    return {
      heads: new Map(heads.flatMap((head) => (head ? [[head.id, head] as const] : []))),
      messages: new Map(some.flatMap((one) => (one ? [[one.id, one] as const] : []))),
      saveConversations: overlaid.saveConversations,
    };
  }

  /** The reason that is known, with what is not saved now. */
  function retell(id: string): void {
    const known = pending.items().find(({ key }) => key === `chat:${id}`);
    tell(id, known?.reason ?? '', known?.way);
  }

  return {
    repository: overlaid,
    keepLost(head, messages, reason) {
      keep(head.id, { head, messages });
      tell(head.id, reason, 'asks');
    },
  };
}

function copy<T>(value: T): T {
  return structuredClone(value);
}

function labelOf({ messages, head }: KeptChat, title = 'a chat'): string {
  const name = title === 'a chat' ? title : `“${title}”`;
  const count = messages.size;
  if (count === 0 && head) return `the settings of ${name}`;
  return `${count === 1 ? '1 message' : `${count} messages`} of ${name}`;
}
