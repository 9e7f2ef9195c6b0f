import { recordFetch, type RecordTools } from '../core/log/recorded-fetch';
import { recordVisit } from '../core/log/recorded-visit';
import type { PageFacts } from '../core/doctor/types';
import type { Clock, LocalNetwork, NewId, TabEvent, Tabs } from '../core/ports';
import type { ToolServerRepository } from '../core/tool-servers/types';
import type { Fetch } from '../lib/fetch';
import { reasonOf } from '../lib/reason';
import type { SetAside } from '../platform/set-aside';
import { createSignInWindow } from '../platform/sign-in-window';
import type { AppStorage } from '../platform/storage';
import {
  createMemoryToolServers,
  createToolServerRepository,
} from '../platform/tool-server-repository';
import type { Notices } from '../state/notices';
import type { UnsavedDoor } from '../state/unsaved/door';
import {
  openToolServers,
  type ToolServersState,
  type ToolServersTools,
} from '../state/tool-servers';

export interface StoredToolServersTools {
  storage: AppStorage;
  setAside: SetAside;
  tabs: Tabs<TabEvent>;
  clock: Clock;
  newId: NewId;
  page: PageFacts;
  localNetwork: LocalNetwork;
  notices: Notices;
  unsaved: UnsavedDoor;
  vault: ToolServersTools['vault'];
  keys: ToolServersTools['keys'];
  fetch: Fetch;
  /** Where is written down what they are asked, and where a sign-in leads. */
  record: RecordTools;
}

/** Tool servers over what is stored, or over this tab's memory; the client of MCP comes with the first connection. */
export function openStoredToolServers(tools: StoredToolServersTools): Promise<ToolServersState> {
  const { storage, setAside, notices, unsaved, fetch, record, ...rest } = tools;
  const repository = storage.database
    ? createToolServerRepository(storage.database, setAside)
    : createMemoryToolServers();
  let kept: ToolServerRepository | undefined;
  return openToolServers({
    ...rest,
    version: __APP_VERSION__,
    fetchFor: ({ label }) => recordFetch(fetch, record, label),
    onVisit: (url, { label }) => recordVisit(record, label, url),
    repository: unsaved.guard(repository, (late) => (kept ??= late.guardToolServers(repository))),
    window: createSignInWindow(window),
    connect: async (target, signal) => {
      const { connectMcp } = await import('../protocol/mcp/connect');
      return connectMcp(target, signal);
    },
    loadSignIn: () => import('../protocol/mcp/sign-in'),
    onFailure: (error) => notices.warn(`The sign-in failed. ${reasonOf(error)}`, 'tool-server'),
  });
}
