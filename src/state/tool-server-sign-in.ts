import { createSignal } from 'solid-js';
import type { NewId } from '../core/ports';
import { readReturn, type SignInWindow } from '../core/tool-servers/sign-in-trip';
import { isOpenToAll } from '../core/tool-servers/address';
import type { ToolServer } from '../core/tool-servers/types';
import type { McpTarget } from '../protocol/mcp/connect';
import { McpError } from '../protocol/mcp/errors';
import type { SignIn, SignInTarget } from '../protocol/mcp/sign-in';
import type { LinkTools } from './tool-server-link';

export type LoadSignIn = () => Promise<typeof import('../protocol/mcp/sign-in')>;

export interface SignIns {
  bearer: (id: string) => McpTarget['bearer'];
  findHost: (id: string, challenge: string | undefined) => Promise<string>;
  begin: (
    id: string,
    wanted: { host: string; challenge: string | undefined } | undefined,
  ) => Promise<void>;
  giveUp: (id: string) => void;
  isUnderWay: (id: string) => boolean;
  /** Finishes a sign-in for which this tab had left. */
  comeBack: () => Promise<void>;
}

export interface SignInsTools extends Pick<LinkTools, 'fetchFor'> {
  newId: NewId;
  window: SignInWindow;
  loadSignIn: LoadSignIn;
  /** The same in clear, where it is locked; rejects where nobody says the passphrase. */
  open: (signIn: SignIn) => Promise<SignIn>;
  /** Throws where the server is gone. */
  read: (id: string) => ToolServer;
  save: (id: string, signIn: SignIn) => Promise<void>;
  connect: (id: string) => Promise<void>;
  /** The browser is about to open this address, outside of every recorded fetch. */
  onVisit: (url: string, server: ToolServer) => void;
  /** A sign-in that came back to this tab failed. */
  onFailure: (error: unknown) => void;
}

/** Signing in at tool servers: in a window, or in this tab where the browser blocks windows. */
export function createSignIns(tools: SignInsTools): SignIns {
  const { window, loadSignIn, read, save, newId } = tools;
  const [underWay, setUnderWay] = createSignal<readonly string[]>([]);
  const controllers = new Map<string, AbortController>();

  async function targetOf(id: string, challenge?: string): Promise<SignInTarget> {
    const { url, clientId, signIn } = read(id);
    // In clear for as long as this takes: the client looks into it.
    let own = signIn && (await tools.open(signIn));
    return {
      url,
      clientId,
      challenge,
      fetch: tools.fetchFor(read(id)),
      redirectUrl: window.redirectUrl,
      read: () => own ?? {},
      save: async (next) => {
        await save(id, next);
        own = next;
      },
    };
  }

  async function finish(id: string, state: string, verifier: string, query: string): Promise<void> {
    const found = readReturn(query, state);
    if (found.kind === 'refused') throw new Error(found.message);
    const { finishSignIn } = await loadSignIn();
    await finishSignIn(await targetOf(id), { code: found.code, iss: found.iss, verifier });
    await tools.connect(id);
  }

  async function begin(
    id: string,
    wanted: { host: string; challenge: string | undefined },
    signal: AbortSignal,
  ): Promise<void> {
    if (isOpenToAll(read(id).url)) {
      throw new Error('A sign-in would travel unencrypted to this server. Use https.');
    }
    const opened = window.open();
    try {
      const { beginSignIn } = await loadSignIn();
      const target = await targetOf(id, wanted.challenge);
      const leaving = await beginSignIn(target, wanted.host, newId());
      signal.throwIfAborted();
      if (!leaving) return await tools.connect(id);
      const { url, state, verifier } = leaving;
      tools.onVisit(url, read(id));
      if (!opened) return window.leave(url, { serverId: id, state, verifier });
      const answer = opened.answer(state, signal);
      opened.go(url);
      await finish(id, state, verifier, await answer);
    } finally {
      opened?.close();
    }
  }

  return {
    bearer(id) {
      if (!read(id).signIn?.tokens) return undefined;
      let used: unknown;
      const current = () => read(id).signIn?.tokens?.['access_token'];
      return {
        async token() {
          used = current();
          return typeof used === 'string' ? used : undefined;
        },
        async onRefused() {
          // Another tab may have renewed it meanwhile.
          if (current() !== used) return;
          const { renewSignIn } = await loadSignIn();
          if (!(await renewSignIn(await targetOf(id)))) {
            throw new McpError('unauthorized', 'The sign-in has run out.', 401);
          }
        },
      };
    },
    findHost: async (id, challenge) =>
      (await loadSignIn()).findSignInHost(await targetOf(id, challenge)),
    async begin(id, wanted) {
      if (!wanted || controllers.has(id)) return;
      const controller = new AbortController();
      controllers.set(id, controller);
      setUnderWay([...controllers.keys()]);
      try {
        await begin(id, wanted, controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) throw error;
      } finally {
        controllers.delete(id);
        setUnderWay([...controllers.keys()]);
      }
    },
    giveUp: (id) => controllers.get(id)?.abort(),
    isUnderWay: (id) => underWay().includes(id),
    async comeBack() {
      const back = window.takeReturn();
      if (!back) return;
      const { serverId, state, verifier } = back.pending;
      await finish(serverId, state, verifier, back.query).catch((error: unknown) =>
        tools.onFailure(error),
      );
    },
  };
}
