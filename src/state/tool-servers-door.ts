import { createStateContext } from './context';
import type { ToolServersState } from './tool-servers';

/** Tool servers come with the first that needs them; rejects when they cannot be read, and tries again then. */
export type OpenToolServers = () => Promise<ToolServersState>;

export const ToolServersContext = createStateContext<OpenToolServers>('ToolServers');
