import { batch, createSignal } from 'solid-js';
import { createStore, produce, reconcile, unwrap } from 'solid-js/store';
import type { Conversation } from '../core/chat/types';

/** The heads of all chats: a change to one of ten thousand re-runs what shows that one, and nothing for the others. */
export interface HeadList {
  /** Newest first; tracks which there are and in which order, not what they say: for that there is `get`. */
  readonly all: readonly Conversation[];
  /** One head, tracked. */
  get(id: string): Conversation | undefined;
  /** The same object without tracking. */
  raw(id: string): Conversation | undefined;
  /** Puts a head in its place by time; one that is known keeps its identity, and so its row on screen. */
  put(head: Conversation): void;
  /** Adds heads as they were read; one that was put or dropped since the reading began is known better here. */
  add(heads: readonly Conversation[]): void;
  drop(id: string): void;
}

/** An empty list. */
export function createHeadList(): HeadList {
  const [state, setState] = createStore<{ byId: Record<string, Conversation> }>({ byId: {} });
  // The objects themselves: walking ten thousand proxies would make a node of each.
  const [all, setAll] = createSignal<readonly Conversation[]>([]);
  const dropped = new Set<string>();
  const raw = (id: string) => unwrap(state.byId)[id];

  function place(head: Conversation): void {
    setAll((heads) => {
      const others = heads.filter((entry) => entry !== head);
      const before = others.findIndex((entry) => entry.updatedAt < head.updatedAt);
      others.splice(before < 0 ? others.length : before, 0, head);
      return others;
    });
  }

  return {
    get all() {
      return all();
    },
    get: (id) => state.byId[id],
    raw,
    put(given) {
      // A later `reconcile` writes into what is put here, and others may hold the same model or settings.
      const head = structuredClone(given);
      const before = raw(head.id)?.updatedAt;
      dropped.delete(head.id);
      batch(() => {
        setState('byId', head.id, reconcile(head));
        if (before !== head.updatedAt) place(raw(head.id) ?? head);
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
    drop(id) {
      const head = raw(id);
      dropped.add(id);
      if (!head) return;
      batch(() => {
        setState(
          'byId',
          produce((byId) => void delete byId[id]),
        );
        setAll((heads) => heads.filter((entry) => entry !== head));
      });
    },
  };
}

/** Pages come newest first, so that as a rule the next one just follows. */
function joined(known: readonly Conversation[], fresh: readonly Conversation[]): Conversation[] {
  const heads = [...known, ...fresh];
  const [last, next] = [known.at(-1), fresh[0]];
  const follows = !last || !next || last.updatedAt >= next.updatedAt;
  return follows ? heads : heads.sort((a, b) => b.updatedAt - a.updatedAt);
}
