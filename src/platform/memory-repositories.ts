import type { ConversationRepository } from '../core/chat/repository';
import type { Conversation, Message } from '../core/chat/types';
import type { ProviderRepository, ProviderSetup } from '../core/providers/repository';
import { defaultSettings, type SettingsRepository } from '../core/settings/types';

export interface Repositories {
  providers: ProviderRepository;
  conversations: ConversationRepository;
  settings: SettingsRepository;
}

/** The same repositories without a database: all is gone when the tab closes. Values are copied in and out. */
export function createMemoryRepositories(): Repositories {
  return {
    providers: createMemoryProviders(),
    conversations: createMemoryConversations(),
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

function createMemoryConversations(): ConversationRepository {
  const heads = new Map<string, Conversation>();
  const messages = new Map<string, Message>();
  const saveHead = (head: Conversation) => heads.set(head.id, structuredClone(head));
  const saveMessage = (message: Message) => messages.set(message.id, structuredClone(message));
  const messagesOf = (id: string) =>
    [...messages.values()].filter(({ conversationId }) => conversationId === id);
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
    async saveConversation(conversation) {
      saveHead(conversation);
    },
    async saveMessage(message) {
      if (heads.has(message.conversationId)) saveMessage(message);
    },
    async saveTurn(conversation, turn) {
      saveHead(conversation);
      turn.forEach(saveMessage);
    },
    async removeConversation(id) {
      heads.delete(id);
      for (const message of messagesOf(id)) messages.delete(message.id);
    },
    async removeMessages(ids) {
      for (const id of ids) messages.delete(id);
    },
  };
}

function createMemorySettings(): SettingsRepository {
  let settings = { ...defaultSettings };
  return {
    load: async () => ({ ...settings }),
    async save(next) {
      settings = { ...next };
    },
  };
}
