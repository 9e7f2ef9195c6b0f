import { recordFetch, type RecordTools } from '../core/log/recorded-fetch';
import { recordVisit } from '../core/log/recorded-visit';
import type { PageFacts } from '../core/doctor/types';
import type { Clock, LocalNetwork, NewId, TabEvent, Tabs } from '../core/ports';
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
import { openToolServers, type ToolServersState } from '../state/tool-servers';

export interface StoredToolServersTools {
  storage: AppStorage;
  setAside: SetAside;
  tabs: Tabs<TabEvent>;
  clock: Clock;
  newId: NewId;
  page: PageFacts;
  localNetwork: LocalNetwork;
  notices: Notices;
  fetch: Fetch;
  /** Where is written down what they are asked, and where a sign-in leads. */
  record: RecordTools;
}

/** Tool servers over what is stored, or over this tab's memory; the client of MCP comes with the first connection. */
export function openStoredToolServers(tools: StoredToolServersTools): Promise<ToolServersState> {
  const { storage, setAside, notices, fetch, record, ...rest } = tools;
  return openToolServers({
    ...rest,
    version: __APP_VERSION__,
    fetchFor: ({ label }) => recordFetch(fetch, record, label),
    onVisit: (url, { label }) => recordVisit(record, label, url),
    repository: storage.database
      ? createToolServerRepository(storage.database, setAside)
      : createMemoryToolServers(),
    window: createSignInWindow(window),
    connect: async (target, signal) => {
      const { connectMcp } = await import('../protocol/mcp/connect');
      return connectMcp(target, signal);
    },
    loadSignIn: () => import('../protocol/mcp/sign-in'),
    onFailure: (error) => notices.warn(`The sign-in failed. ${reasonOf(error)}`),
  });
}
