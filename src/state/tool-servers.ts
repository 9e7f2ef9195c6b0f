import { createMemo, createSignal, type Accessor } from 'solid-js';
import type { NewId, TabEvent, Tabs } from '../core/ports';
import { isSealed } from '../core/sealing/mark';
import { secretsInAddress, secretsOfServer } from '../core/tool-servers/secrets';
import type { SignInWindow } from '../core/tool-servers/sign-in-trip';
import { freeSlug } from '../core/tool-servers/slug';
import { textOfParts } from '../core/tool-servers/part-words';
import { toTools } from '../core/tool-servers/to-tools';
import type { ToolServer, ToolServerRepository } from '../core/tool-servers/types';
import type { Tool } from '../core/tools/types';
import { createTurns } from '../lib/in-turn';
import { reasonOf } from '../lib/reason';
import type { McpFile, McpMessage, McpTool } from '../protocol/mcp/types';
import { createLink, type Link, type LinkState, type LinkTools } from './tool-server-link';
import { createSignIns, type LoadSignIn, type SignInsTools } from './tool-server-sign-in';
import { withoutKnown } from './failure';
import type { Vault } from './vault';
import { writeSealed } from './write-sealed';

const GONE = 'This tool server is gone.';

/** What a person says of a server. */
export type ToolServerDraft = Pick<ToolServer, 'label' | 'url' | 'headers' | 'clientId'>;

export interface ToolServersState {
  /** Ids, oldest first; tracked. */
  ids: Accessor<readonly string[]>;
  /** Tracked. */
  get(id: string): ToolServer | undefined;
  /** Tracked. */
  link(id: string): LinkState;
  /** The tools that chats are offered; tracked. */
  tools: Accessor<readonly Tool[]>;
  /** Stores a server and connects to it; resolves with its id. */
  add(draft: ToolServerDraft): Promise<string>;
  change(id: string, change: Partial<ToolServerDraft>): Promise<void>;
  enable(id: string, isEnabled: boolean): Promise<void>;
  /** Whether chats are offered a tool of a server, by the server's name for it. */
  offer(id: string, name: string, isOffered: boolean): Promise<void>;
  /** Removes a server; the returned function brings it back. */
  remove(id: string): Promise<() => Promise<void>>;
  /** `quietly`: nobody is asked for the passphrase of a locked header, and so nothing is connected. */
  connect(id: string, how?: 'quietly'): Promise<void>;
  /** The same over a new connection. */
  reconnect(id: string): Promise<void>;
  /** To be called in the press itself: it opens a window. Rejects with words. */
  signIn(id: string): Promise<void>;
  /** Gives up a sign-in that waits for its window. */
  giveUpSignIn(id: string): void;
  signOut(id: string): Promise<void>;
  /** Whether a sign-in is under way; tracked. */
  isSigningIn(id: string): boolean;
  /** Both reject with words. */
  prompt(
    id: string,
    name: string,
    args: Record<string, string>,
    signal: AbortSignal,
  ): Promise<McpMessage[]>;
  resource(id: string, uri: string, signal: AbortSignal): Promise<McpFile[]>;
  /** Reads what is stored again. */
  reload(): Promise<void>;
  /** What must not be seen of any server, those removed in this tab too. */
  secrets(): readonly string[];
}

export interface ToolServersTools extends LinkTools, Pick<SignInsTools, 'onVisit'> {
  /** A sign-in that came back to this tab failed. */
  onFailure: (error: unknown) => void;
  repository: ToolServerRepository;
  tabs: Tabs<TabEvent>;
  newId: NewId;
  window: SignInWindow;
  loadSignIn: LoadSignIn;
  /** All other secrets that are known. */
  keys: () => readonly string[];
  /** The lock on the keys. */
  vault: () => Promise<Pick<Vault, 'seal' | 'unlock' | 'open'>>;
}

/** Reads what is stored and follows the other tabs; connects to nothing. Rejects when it cannot be read. */
export async function openToolServers(tools: ToolServersTools): Promise<ToolServersState> {
  const { repository, tabs, clock, newId } = tools;
  const [servers, setServers] = createSignal<readonly ToolServer[]>([]);
  const links = new Map<string, Link>();
  const known = new Set<string>();
  const inTurn = createTurns();

  function show(list: readonly ToolServer[]): void {
    for (const server of list) {
      const secrets = [...secretsOfServer(server), ...secretsInAddress(server.url)];
      secrets.forEach((secret) => known.add(secret));
    }
    setServers(list.toSorted((a, b) => a.createdAt - b.createdAt));
  }
  const load = () =>
    inTurn(async () => {
      const before = new Map(servers().map((server) => [server.id, addressOf(server)]));
      show(await repository.list());
      // What another tab changed is connected anew, when somebody needs it.
      for (const [id, old] of links) {
        const server = find(id);
        if (!server || addressOf(server) !== before.get(id)) old.close();
        if (!server) links.delete(id);
      }
    });
  const stop = tabs.subscribe((event) => {
    // Storage that fails says so to whoever asks it for something.
    if (event.type === 'tool-servers-changed') load().catch(() => undefined);
  });
  await load().catch((error: unknown) => {
    stop();
    throw error;
  });

  const find = (id: string) => servers().find((server) => server.id === id);
  const demand = (id: string): ToolServer => {
    const server = find(id);
    if (!server) throw new Error(GONE);
    return server;
  };
  async function put(server: ToolServer, before?: ToolServer): Promise<void> {
    const write = (record: ToolServer) => repository.save(record, before);
    const saved = await writeSealed(server, write, tools.vault);
    const others = servers().filter(({ id }) => id !== server.id);
    show(saved ? [...others, saved] : others);
    if (!saved) throw new Error(GONE);
    tabs.publish({ type: 'tool-servers-changed' });
  }
  const update = (id: string, change: (server: ToolServer) => ToolServer) =>
    inTurn(() => {
      const before = demand(id);
      return put(change(before), before);
    });

  const safe = (text: string): string => withoutKnown(text, [...known, ...tools.keys()]);

  async function unlock(server: ToolServer, how?: 'quietly'): Promise<boolean> {
    return !secretsOfServer(server).some(isSealed) || (await tools.vault()).unlock(how);
  }

  const signIns = createSignIns({
    ...tools,
    open: async (signIn) => (await tools.vault()).open(signIn),
    read: demand,
    save: (id, signIn) => update(id, (server) => ({ ...server, signIn })),
    connect: (id) => link(id).connect(),
  });

  function link(id: string): Link {
    let found = links.get(id);
    if (!found) {
      found = createLink({
        ...tools,
        read: () => demand(id),
        unlock: () => unlock(demand(id)),
        safe,
        bearer: () => signIns.bearer(id),
        findSignInHost: (challenge) => signIns.findHost(id, challenge),
        onTools: (list) => void see(id, list),
      });
      links.set(id, found);
    }
    return found;
  }

  /** What cannot be stored now is listed again at the next connection. */
  async function see(id: string, list: McpTool[]): Promise<void> {
    const isSame = JSON.stringify(find(id)?.seen?.tools) === JSON.stringify(list);
    if (isSame || !find(id)) return;
    const seen = { tools: list, at: clock.now() };
    await update(id, (server) => ({ ...server, seen })).catch(() => undefined);
  }

  const state: ToolServersState = {
    ids: createMemo(() => servers().map(({ id }) => id)),
    get: find,
    link: (id) => link(id).state(),
    tools: createMemo(() =>
      toTools(servers(), async (id, name, args, signal) => {
        const { parts, isError } = await link(id)
          .use((connection) => connection.callTool(name, args, signal), signal)
          .catch((error: unknown) => {
            throw signal.aborted ? error : new Error(safe(reasonOf(error)), { cause: error });
          });
        // Some quote what they were sent; it is no business of the model.
        return { text: safe(textOfParts(parts)), ...(isError && { isError }) };
      }),
    ),
    async add(draft) {
      const id = newId();
      const slug = freeSlug(
        draft.label,
        servers().map((server) => server.slug),
      );
      const createdAt = clock.now();
      await inTurn(() => put({ ...draft, id, slug, isEnabled: true, hidden: [], createdAt }));
      void link(id).connect();
      return id;
    },
    async change(id, change) {
      await update(id, (server) => changed(server, change));
      link(id).close();
      if (find(id)?.isEnabled) void link(id).connect();
    },
    async enable(id, isEnabled) {
      await update(id, (server) => ({ ...server, isEnabled }));
      if (isEnabled) void link(id).connect();
      else link(id).close();
    },
    offer: (id, name, isOffered) =>
      update(id, (server) => {
        const others = server.hidden.filter((hidden) => hidden !== name);
        return { ...server, hidden: isOffered ? others : [...others, name] };
      }),
    remove: (id) =>
      inTurn(async () => {
        const removed = find(id);
        await repository.remove(id);
        links.get(id)?.close();
        links.delete(id);
        show(servers().filter((server) => server.id !== id));
        tabs.publish({ type: 'tool-servers-changed' });
        return async () => {
          if (removed) await inTurn(() => put(removed));
        };
      }),
    async connect(id, how) {
      if (how === undefined || (await unlock(demand(id), how))) await link(id).connect();
    },
    reload: load,
    reconnect(id) {
      link(id).close();
      return link(id).connect();
    },
    signIn: (id) => {
      const current = link(id).state();
      return signIns.begin(id, current.kind === 'sign-in' ? current : undefined);
    },
    giveUpSignIn: signIns.giveUp,
    async signOut(id) {
      await update(id, (server) => {
        const { signIn: _, ...rest } = server;
        return rest;
      });
      link(id).close();
      void link(id).connect();
    },
    isSigningIn: signIns.isUnderWay,
    prompt: (id, name, args, signal) =>
      link(id).use((connection) => connection.getPrompt(name, args, signal), signal),
    resource: (id, uri, signal) =>
      link(id).use((connection) => connection.readResource(uri, signal), signal),
    secrets: () => [...known],
  };
  void signIns.comeBack();
  return state;
}

/** What a connection depends on, besides its sign-in. */
function addressOf({ url, headers, isEnabled }: ToolServer): string {
  return JSON.stringify([url, headers, isEnabled]);
}

/** At another origin nothing that is secret stays of the old one; at another address the tools are others. */
function changed(server: ToolServer, change: Partial<ToolServerDraft>): ToolServer {
  const next = { ...server, ...change };
  if (next.url === server.url && next.clientId === server.clientId) return next;
  const { signIn: _, seen, ...plain } = next;
  const isMoved = new URL(next.url).origin !== new URL(server.url).origin;
  const old = new Set(Object.values(server.headers));
  const headers = Object.entries(next.headers).filter(([, value]) => !isMoved || !old.has(value));
  return {
    ...plain,
    headers: Object.fromEntries(headers),
    ...(seen && next.url === server.url && { seen }),
  };
}
