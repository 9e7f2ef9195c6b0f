import type { ToolServer } from '../../core/tool-servers/types';
import { reasonOf } from '../../lib/reason';
import { NoticesContext } from '../../state/notices';
import type { ToolServersState } from '../../state/tool-servers';

export interface ServerActions {
  connect(how?: 'quietly'): void;
  reconnect(): void;
  signIn(): void;
  signOut(): void;
  toggle(): void;
  offer(name: string, isOffered: boolean): void;
  /** With an Undo. */
  remove(): void;
}

/** What a person does with a server; a failure becomes a sentence. Needs the contexts. */
export function createServerActions(
  servers: () => ToolServersState,
  server: () => ToolServer,
): ServerActions {
  const notices = NoticesContext.use();

  function attempt(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => notices.warn(`${what} ${reasonOf(error)}`, 'tool-server'));
  }
  async function remove(): Promise<void> {
    const { id, label } = server();
    const undo = await servers().remove(id);
    const run = (): void => attempt(`${label} did not come back.`, undo());
    notices.show(`${label} was removed.`, { label: 'Undo', run });
  }
  return {
    connect: (how) => void servers().connect(server().id, how),
    reconnect: () => void servers().reconnect(server().id),
    signIn: () => attempt('The sign-in failed.', servers().signIn(server().id)),
    signOut: () => attempt('This was not saved.', servers().signOut(server().id)),
    toggle: () =>
      attempt('This was not saved.', servers().enable(server().id, !server().isEnabled)),
    offer: (name, isOffered) =>
      attempt('This was not saved.', servers().offer(server().id, name, isOffered)),
    remove: () => attempt(`${server().label} was not removed.`, remove()),
  };
}
