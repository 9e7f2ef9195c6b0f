import { formatNumber } from '../lib/format';
import { createChatActions, type ChatActions } from './chat-actions';
import { ConversationsContext, type HeadChange } from './conversations';
import { NoticesContext } from './notices';

/** What a person does with chats in the list, one or many at once; each resolves when it is done or was told. */
export interface ListActions extends ChatActions {
  pin(ids: readonly string[], pinned: boolean): Promise<void>;
  /** Out of the list, with an Undo; or back into it. */
  archive(ids: readonly string[], archived: boolean): Promise<void>;
  /** Into the folder of this name, out of any other; without a name out of its folder. */
  move(ids: readonly string[], folder: string | undefined): Promise<void>;
  /** Renames a folder for all its chats, without a name takes them out of it; one that exists takes them in. */
  renameFolder(name: string, next: string | undefined): Promise<void>;
  /** The names of all folders, sorted. */
  folders(): string[];
}

/** A failure becomes a sentence. Needs the contexts. */
export function createListActions(): ListActions {
  const conversations = ConversationsContext.use();
  const notices = NoticesContext.use();
  const actions = createChatActions();

  /** Writes only what is not so already; answers with the chats that were changed. */
  async function change(ids: readonly string[], next: HeadChange): Promise<readonly string[]> {
    const fields = Object.keys(next) as (keyof HeadChange)[];
    const changed = ids.filter((id) => {
      const head = conversations.get(id);
      return fields.some((field) => head?.[field] !== next[field]);
    });
    if (changed.length > 0)
      await notices.during('Changing the chats …', conversations.change(changed, next));
    return changed;
  }

  async function archive(ids: readonly string[]): Promise<void> {
    const changed = await change(ids, { archived: true });
    if (changed.length === 0) return;
    const undo = () => change(changed, { archived: undefined });
    const run = () => void actions.attempt(undo, 'It stays in the archive.');
    const words = changed.length > 1 ? `${formatNumber(changed.length)} chats` : 'Chat';
    notices.show(`${words} archived.`, { label: 'Undo', run });
  }

  const inFolder = (name: string): string[] =>
    conversations.heads.filter(({ folder }) => folder === name).map(({ id }) => id);

  return {
    ...actions,
    pin: (ids, pinned) =>
      actions.attempt(
        () => change(ids, { pinned: pinned || undefined }),
        pinned ? 'It was not pinned.' : 'It is still pinned.',
      ),
    archive: (ids, archived) =>
      archived
        ? actions.attempt(() => archive(ids), 'It was not archived.')
        : actions.attempt(() => change(ids, { archived: undefined }), 'It stays in the archive.'),
    move: (ids, folder) =>
      actions.attempt(
        () => change(ids, { folder: folder?.trim() || undefined }),
        'It was not moved.',
      ),
    renameFolder: (name, next) =>
      actions.attempt(async () => {
        // The chats that are still to be read lie in it too.
        await conversations.ready;
        await change(inFolder(name), { folder: next?.trim() || undefined });
      }, 'The folder was not changed.'),
    folders() {
      const names = new Set<string>();
      for (const { folder } of conversations.heads) if (folder) names.add(folder);
      return [...names].sort((a, b) => a.localeCompare(b));
    },
  };
}
