import { type Accessor, createEffect, createMemo, untrack } from 'solid-js';
import { offersOf, type ServerOffer } from '../../../core/tool-servers/offers';
import type { ToolServer } from '../../../core/tool-servers/types';
import type { ToolServersState } from '../../../state/tool-servers';
import { useToolServers } from '../../../state/use-tool-servers';

export interface ServerOffers {
  /** Undefined until they are read, and when they cannot be; the page of the tool servers says why then. */
  servers: Accessor<ToolServersState | undefined>;
  all: Accessor<readonly ServerOffer[]>;
  /** Names of the servers that are just being connected to. */
  connecting: Accessor<readonly string[]>;
  /** Whether there may be more in a moment. */
  isLooking: Accessor<boolean>;
}

/** What the tool servers that are on have for a message; connects to those that nobody needed yet. Owned, needs the contexts. */
export function createServerOffers(): ServerOffers {
  const view = useToolServers();
  const servers = createMemo(() => {
    const current = view();
    return current.kind === 'open' ? current.servers : undefined;
  });
  const enabled = createMemo(() => {
    const open = servers();
    const all = open?.ids().map((id) => open.get(id)) ?? [];
    return all.filter((server): server is ToolServer => server?.isEnabled === true);
  });
  createEffect(() => {
    const open = servers();
    if (!open) return;
    const idle = untrack(() => enabled().filter(({ id }) => open.link(id).kind === 'idle'));
    for (const { id } of idle) void open.connect(id, 'quietly');
  });
  const all = createMemo(() =>
    enabled().flatMap(({ id, label }): ServerOffer[] => {
      const link = servers()?.link(id);
      if (link?.kind !== 'connected') return [];
      return offersOf({ serverId: id, server: label }, link.prompts, link.resources);
    }),
  );
  const connecting = createMemo(() =>
    enabled()
      .filter(({ id }) => servers()?.link(id).kind === 'connecting')
      .map(({ label }) => label),
  );
  return {
    servers,
    all,
    connecting,
    isLooking: () => view().kind === 'reading' || connecting().length > 0,
  };
}
