import { createStore, unwrap } from 'solid-js/store';
import { draftOwner, isDraftOwner } from '../core/attachments/owner';
import type {
  AttachmentRepository,
  FileProblem,
  PrepareFile,
  StoredAttachment,
} from '../core/attachments/types';
import type { Attachment } from '../core/chat/types';
import type { Clock, DraftFileStore, Idle, NewId } from '../core/ports';
import { createTurns } from '../lib/in-turn';
import { reasonOf } from '../lib/reason';

/** What a person gave to a composer: still being read, ready to be sent, refused by the disk and kept here, or of no use. */
export type DraftedFile =
  | { kind: 'reading'; id: string; name: string }
  | { kind: 'ready'; id: string; attachment: Attachment }
  | { kind: 'refused'; id: string; attachment: Attachment; reason: string }
  | { kind: 'problem'; id: string; problem: FileProblem };

/** The attachments in the composers, and those that are stored; loaded late. */
export interface AttachmentsState {
  /** What waits in the composer of a chat, or of the new one when `chat` is undefined; tracked. */
  drafted(chat: string | undefined): readonly DraftedFile[];
  /**
   * Drafts files at once, then reads, shrinks and stores them, one after the other; what is of no use becomes a problem.
   * Answers with their ids.
   */
  add(chat: string | undefined, files: readonly File[]): readonly string[];
  /** Takes something out of a composer, and off the disk. */
  remove(id: string): void;
  /** Offers the disk again what it refused. */
  tryAgain(id: string): Promise<void>;
  /**
   * What goes along with a question now. Waits for what is still being read, and tries what was refused again; what
   * another tab has sent meanwhile goes as a copy. Rejects when one is not stored, or not any more.
   */
  toSend(chat: string | undefined): Promise<Attachment[]>;
  /** Takes what was sent out of a composer; what came meanwhile stays, in the composer of the chat that it was sent to. */
  sent(chat: string | undefined, attachments: readonly Attachment[], to: string): void;
  /** Puts into the composer of a chat what waited there to be sent later. */
  takeBack(chat: string | undefined, attachments: readonly Attachment[]): void;
  /** Copies for another chat, which owns them as soon as a message that has them is stored there. */
  copy(attachments: readonly Attachment[]): Promise<Attachment[]>;
  /** What is stored of an attachment; undefined when that is gone. */
  read(id: string): Promise<StoredAttachment | undefined>;
}

export interface AttachmentsTools {
  repository: AttachmentRepository;
  prepare: PrepareFile;
  store: DraftFileStore;
  newId: NewId;
  clock: Clock;
  idle: Idle;
  /** Told the names of drafted files that are not there any more. */
  onLost: (names: readonly string[]) => void;
}

const NOTHING: readonly DraftedFile[] = [];
const keyOf = (chat: string | undefined): string => chat ?? 'new';

/** Over a repository; takes up what was drafted before the page was loaded, and clears away what belongs to nobody. */
export function createAttachments(tools: AttachmentsTools): AttachmentsState {
  const { repository, prepare, newId, clock } = tools;
  const [drafts, setDrafts] = createStore<Record<string, DraftedFile[]>>(takenUp(tools.store));
  const inTurn = createTurns();
  /** What the disk refused, with its bytes. */
  const held = new Map<string, StoredAttachment>();
  const list = (key: string): DraftedFile[] => unwrap(drafts)[key] ?? [];

  function change(key: string, next: DraftedFile[]): void {
    setDrafts(key, next);
    const kept = Object.entries(unwrap(drafts)).map(
      ([chat, files]) => [chat, attachmentsIn(files)] as const,
    );
    tools.store.save(Object.fromEntries(kept.filter(([, files]) => files.length > 0)));
  }

  const put = (key: string, file: DraftedFile): void =>
    change(
      key,
      list(key).map((known) => (known.id === file.id ? file : known)),
    );

  /** Where it is now: a chat may have got its id while a file was read. */
  const placeOf = (id: string): string | undefined =>
    Object.keys(unwrap(drafts)).find((key) => list(key).some((file) => file.id === id));

  async function settle(id: string, make: () => Promise<DraftedFile>): Promise<void> {
    // Removed while it waited for its turn.
    if (placeOf(id) === undefined) return;
    const drafted = await make();
    const key = placeOf(id);
    if (key !== undefined) return put(key, drafted);
    held.delete(id);
    if (drafted.kind === 'ready') await repository.remove([id]).catch(() => {});
  }

  async function draft(file: File, id: string): Promise<DraftedFile> {
    const prepared = await prepare(file);
    if (prepared.kind !== 'ready') return { kind: 'problem', id, problem: prepared };
    const { attachment, blob, text } = prepared;
    const record = { id, conversationId: '', blob, ...(text !== undefined && { text }) };
    return keep({ id, ...attachment }, record);
  }

  /** On disk, or in memory until the disk takes it. */
  async function keep(attachment: Attachment, record: StoredAttachment): Promise<DraftedFile> {
    const { id } = attachment;
    try {
      await repository.save({ ...record, conversationId: draftOwner(clock.now()) });
      held.delete(id);
      return ready(attachment);
    } catch (error) {
      held.set(id, record);
      return { kind: 'refused', id, attachment, reason: reasonOf(error) };
    }
  }

  async function tryAgain(id: string): Promise<void> {
    const [key, record] = [placeOf(id), held.get(id)];
    const file = key === undefined ? undefined : list(key).find((known) => known.id === id);
    if (key === undefined || !record || file?.kind !== 'refused') return;
    const { attachment } = file;
    put(key, { kind: 'reading', id, name: attachment.name });
    await inTurn(() => settle(id, () => keep(attachment, record)));
  }

  async function tryAllAgain(key: string): Promise<void> {
    for (const { id, kind } of list(key)) if (kind === 'refused') await tryAgain(id);
    const refused = list(key).find((file) => file.kind === 'refused');
    if (!refused) return;
    throw new Error(`${refused.attachment.name} is not stored. ${refused.reason}`);
  }

  async function copyOf(attachment: Attachment, stored: StoredAttachment): Promise<Attachment> {
    const id = newId();
    await repository.save({ ...stored, id, conversationId: draftOwner(clock.now()) });
    return { ...attachment, id };
  }

  /** Each with what is stored of it; rejects when one is gone. */
  async function withStored(
    attachments: readonly Attachment[],
  ): Promise<(readonly [Attachment, StoredAttachment])[]> {
    const stored = await repository.read(attachments.map(({ id }) => id));
    return attachments.map((attachment) => {
      const found = stored.find(({ id }) => id === attachment.id);
      if (!found) throw new Error(`${attachment.name} is not stored any more. Attach it again.`);
      return [attachment, found] as const;
    });
  }

  async function takeUp(): Promise<void> {
    const all = Object.values(unwrap(drafts)).flatMap(attachmentsIn);
    const ids = all.map(({ id }) => id);
    const there = new Set(ids.length > 0 ? await repository.touchDrafts(ids, clock.now()) : []);
    const lost = all.filter(({ id }) => !there.has(id));
    for (const { id } of lost) forget(id);
    if (lost.length > 0) tools.onLost(lost.map(({ name }) => name));
    await tools.idle();
    await repository.removeOrphans(clock.now());
  }

  function forget(id: string): void {
    held.delete(id);
    const key = placeOf(id);
    if (key === undefined) return;
    change(
      key,
      list(key).filter((file) => file.id !== id),
    );
  }

  // Storage that fails says so to whoever asks it for something.
  void takeUp().catch(() => {});

  return {
    drafted: (chat) => drafts[keyOf(chat)] ?? NOTHING,
    add(chat, files) {
      const key = keyOf(chat);
      const begun = files.map((file) => ({ id: newId(), file }));
      const reading = begun.map(({ id, file }): DraftedFile => {
        return { kind: 'reading', id, name: file.name };
      });
      change(key, [...list(key), ...reading]);
      for (const { id, file } of begun) void inTurn(() => settle(id, () => draft(file, id)));
      return begun.map(({ id }) => id);
    },
    remove(id) {
      forget(id);
      repository.remove([id]).catch(() => {});
    },
    tryAgain,
    async toSend(chat) {
      await inTurn(async () => {});
      await tryAllAgain(keyOf(chat));
      const waiting = attachmentsIn(list(keyOf(chat)));
      if (waiting.length === 0) return [];
      const stored = await withStored(waiting);
      return Promise.all(
        stored.map(async ([attachment, record]) => {
          const owner = record.conversationId;
          if (isDraftOwner(owner) || owner === chat) return attachment;
          const copy = await copyOf(attachment, record);
          const isIt = (file: DraftedFile) => file.id === attachment.id;
          const asCopy = ready(copy);
          change(
            keyOf(chat),
            list(keyOf(chat)).map((file) => (isIt(file) ? asCopy : file)),
          );
          return copy;
        }),
      );
    },
    sent(chat, attachments, to) {
      const [from, key] = [keyOf(chat), keyOf(to)];
      const ids = new Set(attachments.map(({ id }) => id));
      const rest = list(from).filter((file) => !ids.has(file.id) && file.kind !== 'problem');
      if (from === key) return change(key, rest);
      change(from, []);
      change(key, [...list(key), ...rest]);
    },
    takeBack(chat, attachments) {
      // What comes out of a store is a proxy.
      const back = structuredClone(unwrap(attachments)).map(ready);
      if (back.length > 0) change(keyOf(chat), [...list(keyOf(chat)), ...back]);
    },
    async copy(attachments) {
      const stored = await withStored(attachments);
      return Promise.all(stored.map(([attachment, record]) => copyOf(attachment, record)));
    },
    read: async (id) => (await repository.read([id]))[0],
  };
}

function attachmentsIn(files: readonly DraftedFile[]): Attachment[] {
  return files.flatMap((file) => (file.kind === 'ready' ? [file.attachment] : []));
}

function takenUp(store: DraftFileStore): Record<string, DraftedFile[]> {
  const drafts = Object.entries(store.load());
  return Object.fromEntries(drafts.map(([chat, attachments]) => [chat, attachments.map(ready)]));
}

function ready(attachment: Attachment): DraftedFile {
  return { kind: 'ready', id: attachment.id, attachment };
}
