import { createSignal, untrack, type Accessor } from 'solid-js';
import type { Tool } from '../core/tools/types';
import { once } from '../lib/once';
import { createStateContext } from './context';
import type { ToolServersState } from './tool-servers';

/** Tool servers come with the first that needs them; rejects when they cannot be read, and tries again then. */
export type OpenToolServers = () => Promise<ToolServersState>;

export const ToolServersContext = createStateContext<OpenToolServers>('ToolServers');

export interface ToolServersDoor {
  open: OpenToolServers;
  /** None until they are read; tracked. */
  tools: Accessor<readonly Tool[]>;
  secrets: () => readonly string[];
}

export function createToolServersDoor(load: OpenToolServers): ToolServersDoor {
  const [opened, setOpened] = createSignal<ToolServersState>();
  return {
    open: once(async () => {
      const servers = await load();
      setOpened(servers);
      return servers;
    }),
    tools: () => opened()?.tools() ?? [],
    secrets: () => untrack(opened)?.secrets() ?? [],
  };
}
