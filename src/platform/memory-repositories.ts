import { draftOwner, isDraftOwner, isForgottenDraft } from '../core/attachments/owner';
import type { AttachmentRepository, StoredAttachment } from '../core/attachments/types';
import type { ConversationRepository } from '../core/chat/repository';
import type { Conversation, Message } from '../core/chat/types';
import type { ProviderRepository, ProviderSetup } from '../core/providers/repository';
import { changeIn } from '../core/chat/change-in';
import { defaultSettings, type SettingsRepository } from '../core/settings/types';

export interface Repositories {
  providers: ProviderRepository;
  conversations: ConversationRepository;
  attachments: AttachmentRepository;
  settings: SettingsRepository;
}

/** The same repositories without a database: all is gone when the tab closes. Values are copied in and out. */
export function createMemoryRepositories(): Repositories {
  const heads = new Map<string, Conversation>();
  const attachments = new Map<string, StoredAttachment>();
  return {
    providers: createMemoryProviders(),
    conversations: createMemoryConversations(heads, attachments),
    attachments: createMemoryAttachments(heads, attachments),
    settings: createMemorySettings(),
  };
}

function createMemoryProviders(): ProviderRepository {
  let setup: ProviderSetup = {
    providers: [],
    remainder: { entries: {}, extra: {} },
    orchestrationModel: '',
    summarizeModel: '',
  };
  const without = (id: string) => setup.providers.filter((provider) => provider.id !== id);
  return {
    async load() {
      const copy = structuredClone(setup);
      copy.providers.sort((a, b) => a.createdAt - b.createdAt);
      return copy;
    },
    async save(provider) {
      setup.providers = [...without(provider.id), structuredClone(provider)];
      return provider;
    },
    async remove(id) {
      setup.providers = without(id);
    },
    async replaceAll(next) {
      setup = structuredClone(next);
    },
    async saveDefaults(defaults) {
      setup = { ...setup, ...defaults };
    },
  };
}

function createMemoryConversations(
  heads: Map<string, Conversation>,
  attachments: Map<string, StoredAttachment>,
): ConversationRepository {
  const messages = new Map<string, Message>();
  const saveHead = (head: Conversation) => heads.set(head.id, structuredClone(head));
  const saveMessage = (message: Message) => messages.set(message.id, structuredClone(message));
  const messagesOf = (id: string) =>
    [...messages.values()].filter(({ conversationId }) => conversationId === id);
  function adopt(conversationId: string, questions: readonly Pick<Message, 'attachments'>[]): void {
    for (const { id } of questions.flatMap((question) => question.attachments ?? [])) {
      const known = attachments.get(id);
      if (known && isDraftOwner(known.conversationId))
        attachments.set(id, { ...known, conversationId });
    }
  }
  const saveConversations: ConversationRepository['saveConversations'] = async (
    conversations,
    more = [],
    back = [],
  ) => {
    conversations.forEach(saveHead);
    more.forEach(saveMessage);
    for (const attachment of back) attachments.set(attachment.id, attachment);
    for (const { id, queue = [] } of conversations) {
      const own = more.filter(({ conversationId }) => conversationId === id);
      adopt(id, [...own, ...queue]);
    }
  };
  return {
    async listConversations({ count, before = Infinity }) {
      const older = [...heads.values()].filter(({ updatedAt }) => updatedAt < before);
      older.sort((a, b) => b.updatedAt - a.updatedAt);
      const next = older[count - 1]?.updatedAt;
      return {
        heads: structuredClone(older.filter((head) => head.updatedAt >= (next ?? -Infinity))),
        next,
      };
    },
    getConversation: async (id) => structuredClone(heads.get(id)),
    listMessages: async (id) =>
      structuredClone(messagesOf(id).sort((a, b) => a.createdAt - b.createdAt)),
    listEnd: async (id, count) =>
      structuredClone(
        messagesOf(id)
          .sort((a, b) => a.createdAt - b.createdAt)
          .slice(-count),
      ),
    getMessage: async (id) => structuredClone(messages.get(id)),
    saveConversations,
    async saveMessage(message) {
      const stored = messages.get(message.id);
      if (stored) saveMessage({ ...message, parentId: stored.parentId });
    },
    changeChats: (ids, change) => changeIn({ heads, messages, saveConversations }, ids, change),
    saveTurn: (conversation, turn, back) => saveConversations([conversation], turn, back),
    async removeConversations(ids) {
      for (const id of ids) {
        heads.delete(id);
        for (const message of messagesOf(id)) messages.delete(message.id);
        removeOwned(attachments, id);
      }
    },
    async removeMessages(ids, attachmentIds = []) {
      for (const id of ids) messages.delete(id);
      for (const id of attachmentIds) attachments.delete(id);
    },
  };
}

/** Blobs never change: these need no copies. */
function createMemoryAttachments(
  heads: ReadonlyMap<string, Conversation>,
  attachments: Map<string, StoredAttachment>,
): AttachmentRepository {
  const found = (ids: readonly string[]) => ids.flatMap((id) => attachments.get(id) ?? []);
  return {
    async save(attachment) {
      attachments.set(attachment.id, { ...attachment });
    },
    read: async (ids) => found(ids),
    readWhole: async (owner, ids) =>
      [...attachments.values()].filter(
        ({ id, conversationId }) => conversationId === owner && (ids?.includes(id) ?? true),
      ),
    async remove(ids) {
      for (const id of ids) attachments.delete(id);
    },
    async touchDrafts(ids, now) {
      const there = found(ids);
      for (const record of there) {
        if (isDraftOwner(record.conversationId))
          attachments.set(record.id, { ...record, conversationId: draftOwner(now) });
      }
      return there.map(({ id }) => id);
    },
    async removeOrphans(now) {
      for (const { conversationId: owner } of [...attachments.values()]) {
        const isWanted = isDraftOwner(owner) ? !isForgottenDraft(owner, now) : heads.has(owner);
        if (!isWanted) removeOwned(attachments, owner);
      }
    },
  };
}

function removeOwned(attachments: Map<string, StoredAttachment>, owner: string): void {
  for (const { id, conversationId } of [...attachments.values()])
    if (conversationId === owner) attachments.delete(id);
}

function createMemorySettings(): SettingsRepository {
  let settings = { ...defaultSettings };
  return {
    load: async () => ({ ...settings }),
    async save(next) {
      settings = { ...next };
      return next;
    },
  };
}
