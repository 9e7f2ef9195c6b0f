import { batch } from 'solid-js';
import { belongsBelow, branchOf } from '../core/chat/conversation';
import type { AttachmentRepository, StoredAttachment } from '../core/attachments/types';
import type { ConversationRepository } from '../core/chat/repository';
import type { Conversation, Message } from '../core/chat/types';
import type { ChatStore } from './chat-store';

const GONE = 'The chat was deleted.';

export interface MessageRemovalTools {
  store: ChatStore;
  repository: ConversationRepository;
  attachments: Pick<AttachmentRepository, 'readWhole'>;
  open: (id: string) => Promise<boolean>;
  /** Counts a change of the chat. */
  edited: (id: string) => void;
  /** Counts it and tells the other tabs. */
  changed: (id: string) => void;
  inTurn: <T>(run: () => Promise<T>) => Promise<T>;
}

/**
 * Removes a message: its answers move up to what it followed. One of several versions is removed with all that follows
 * from it, and another version is shown. The function that comes back brings all of it back; it must not run in a turn.
 */
export function createMessageRemoval(tools: MessageRemovalTools) {
  const { store, repository, attachments, open, edited, changed, inTurn } = tools;
  const { rawChat, heads } = store;
  const messagesOf = (id: string) => Object.values(rawChat(id) ?? {});

  const headOf = (id: string): Conversation => {
    const head = heads.raw(id);
    if (!head) throw new Error(GONE);
    return head;
  };

  /** Writes messages with another parent, the head with another leaf, and `back` beside them, then shows it. */
  async function reparent(
    id: string,
    { moved, parentId, leaf, back = [], attached }: Reparenting,
  ): Promise<void> {
    const { heads: written } = await repository.changeChats([id], {
      head: (stored) => withLeaf(stored, leaf(stored.leafId)),
      // As they are stored: another tab may write an answer among them.
      messages: {
        ids: moved.map((message) => message.id),
        change: (message) => ({ ...message, parentId }),
      },
      add: back,
      ...(attached && { attachments: attached }),
    });
    const [head] = written;
    if (!head) throw new Error(GONE);
    edited(id);
    batch(() => {
      heads.put(head);
      store.putMessages(id, back);
      for (const message of moved) store.setParent(id, message.id, parentId);
    });
  }

  /** Removes messages that nothing hangs on; answers with what of their attachments no other message has. */
  async function drop(id: string, messages: readonly Message[]): Promise<StoredAttachment[]> {
    const ids = attachedToAlone(messages, messagesOf(id));
    const attached = ids.length > 0 ? await attachments.readWhole(id, ids) : [];
    await repository.removeMessages(
      messages.map((message) => message.id),
      ids,
    );
    batch(() => messages.forEach((message) => store.dropMessage(id, message.id)));
    changed(id);
    return attached;
  }

  async function removeOne(id: string, removed: Message): Promise<() => Promise<void>> {
    const leafBefore = headOf(id).leafId;
    const before = messagesOf(id);
    const children = before.filter(({ parentId }) => parentId === removed.id);
    const { parentId } = removed;
    const leaf = (stored: string | undefined) =>
      stored === removed.id ? (parentId ?? undefined) : stored;
    const leafId = leaf(leafBefore);
    await reparent(id, { moved: children, parentId, leaf });
    const attached = await drop(id, [removed]);
    const wasThere = new Set(before.map((message) => message.id));
    const wasBelow = new Set(children.map((message) => message.id));
    const isBelow = (message: Message) =>
      wasBelow.has(message.id) || (!wasThere.has(message.id) && belongsBelow(message, removed));
    return async () => {
      const moved = messagesOf(id).filter(isBelow);
      await reparent(id, {
        moved,
        parentId: removed.id,
        leaf: (stored) => (stored === leafId ? leafBefore : stored),
        back: [removed],
        attached,
      });
    };
  }

  async function removeVersion(id: string, removed: Message): Promise<() => Promise<void>> {
    const leafBefore = headOf(id).leafId;
    const versions = store.versions(id, removed.id);
    const at = versions.findIndex((version) => version.id === removed.id);
    const next = versions[at + 1] ?? versions[at - 1];
    const branch = branchOf(messagesOf(id), removed.id);
    const isOnScreen = store.path(id).some((message) => message.id === removed.id);
    const branchIds = new Set(branch.map((message) => message.id));
    await reparent(id, {
      moved: [],
      parentId: null,
      leaf: (stored) => (isOnScreen || branchIds.has(stored ?? '') ? next?.id : stored),
    });
    const attached = await drop(id, branch);
    return () =>
      reparent(id, {
        moved: [],
        parentId: null,
        leaf: (stored) => (isOnScreen ? (branch.at(-1)?.id ?? leafBefore) : stored),
        back: branch,
        attached,
      });
  }

  return async (id: string, messageId: string): Promise<() => Promise<void>> => {
    if (!store.isWhole(id)) await open(id);
    const removed = rawChat(id)?.[messageId];
    if (!removed || !heads.raw(id)) return async () => {};
    const isVersion = store.versions(id, messageId).length > 1;
    const bringBack = await (isVersion ? removeVersion : removeOne)(id, removed);
    return () =>
      inTurn(async () => {
        if (!store.isWhole(id)) await open(id);
        await bringBack();
        changed(id);
      });
  };
}

interface Reparenting {
  moved: Message[];
  parentId: string | null;
  /** The leaf by what it is on disk. */
  leaf: (stored: string | undefined) => string | undefined;
  back?: Message[];
  attached?: StoredAttachment[];
}

/** What some messages have attached and none of the others: versions of a question share theirs. */
function attachedToAlone(removed: readonly Message[], all: readonly Message[]): string[] {
  const idsOf = (messages: readonly Message[]) =>
    messages.flatMap(({ attachments = [] }) => attachments.map(({ id }) => id));
  const ids = idsOf(removed);
  if (ids.length === 0) return ids;
  const others = new Set(idsOf(all.filter((message) => !removed.includes(message))));
  return ids.filter((id) => !others.has(id));
}

function withLeaf(head: Conversation, leafId: string | undefined): Conversation {
  const { leafId: _, ...rest } = head;
  return leafId === undefined ? rest : { ...rest, leafId };
}
