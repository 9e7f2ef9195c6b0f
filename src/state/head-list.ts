import { batch, createSignal } from 'solid-js';
import { createStore, produce, reconcile, unwrap } from 'solid-js/store';
import type { Conversation } from '../core/chat/types';

/** The heads of all chats: a change to one of ten thousand re-runs what shows that one, and nothing for the others. */
export interface HeadList {
  /**
   * Newest first; tracks which there are, their order, and what else places them in a list (pinned, archived, folder). What
   * they say beside that is tracked by `get`.
   */
  readonly all: readonly Conversation[];
  /** One head, tracked. */
  get(id: string): Conversation | undefined;
  /** The same object without tracking. */
  raw(id: string): Conversation | undefined;
  /** Puts heads in their places by time; one that is known keeps its identity, and so its row on screen. */
  put(...heads: readonly Conversation[]): void;
  /** Adds heads as they were read; one that was put or dropped since the reading began is known better here. */
  add(heads: readonly Conversation[]): void;
  drop(ids: readonly string[]): void;
}

/** An empty list. */
export function createHeadList(): HeadList {
  const [state, setState] = createStore<{ byId: Record<string, Conversation> }>({ byId: {} });
  // The objects themselves: walking ten thousand proxies would make a node of each.
  const [all, setAll] = createSignal<readonly Conversation[]>([]);
  const dropped = new Set<string>();
  const raw = (id: string) => unwrap(state.byId)[id];

  function place(moved: readonly Conversation[]): void {
    const isMoved = new Set(moved);
    setAll((heads) => newestFirst([...heads.filter((entry) => !isMoved.has(entry)), ...moved]));
  }

  return {
    get all() {
      return all();
    },
    get: (id) => state.byId[id],
    raw,
    put(...given) {
      // A later `reconcile` writes into what is put here, and others may hold the same model or settings.
      const put = structuredClone(given);
      const moved = put.filter((head) => placeOf(raw(head.id)) !== placeOf(head));
      batch(() => {
        for (const head of put) {
          dropped.delete(head.id);
          setState('byId', head.id, reconcile(head));
        }
        if (moved.length > 0) place(moved.map((head) => raw(head.id) ?? head));
      });
    },
    add(heads) {
      const fresh = heads.filter(({ id }) => !raw(id) && !dropped.has(id));
      if (fresh.length === 0) return;
      const put = (byId: Record<string, Conversation>) => {
        for (const head of fresh) byId[head.id] = head;
      };
      batch(() => {
        setState('byId', produce(put));
        setAll((known) => joined(known, fresh));
      });
    },
    drop(ids) {
      const gone = new Set(ids);
      for (const id of ids) dropped.add(id);
      batch(() => {
        setState(
          'byId',
          produce((byId) => ids.forEach((id) => delete byId[id])),
        );
        if (all().some(({ id }) => gone.has(id)))
          setAll((heads) => heads.filter(({ id }) => !gone.has(id)));
      });
    },
  };
}

/** Pages come newest first, so that as a rule the next one just follows. */
function joined(known: readonly Conversation[], fresh: readonly Conversation[]): Conversation[] {
  const heads = [...known, ...fresh];
  const [last, next] = [known.at(-1), fresh[0]];
  const follows = !last || !next || last.updatedAt >= next.updatedAt;
  return follows ? heads : newestFirst(heads);
}

/** Quick where they nearly are. */
const newestFirst = (heads: Conversation[]): Conversation[] =>
  heads.sort((a, b) => b.updatedAt - a.updatedAt);

/** What says where in a list a chat stands. */
function placeOf(head: Conversation | undefined): string | undefined {
  return head && JSON.stringify([head.updatedAt, head.pinned, head.archived, head.folder]);
}
