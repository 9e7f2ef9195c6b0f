import { createSignal, type Accessor } from 'solid-js';
import { reasonOf } from '../lib/reason';
import type { ToolServersState } from './tool-servers';
import { ToolServersContext } from './tool-servers-door';

export type ToolServersView =
  | { kind: 'reading' }
  | { kind: 'failed'; reason: string; retry(): void }
  | { kind: 'open'; servers: ToolServersState };

/** The tool servers as a page shows them. Needs the context. */
export function useToolServers(): Accessor<ToolServersView> {
  const open = ToolServersContext.use();
  const [view, setView] = createSignal<ToolServersView>({ kind: 'reading' });
  const read = (): void => {
    open().then(
      (servers) => setView({ kind: 'open', servers }),
      (error: unknown) => setView({ kind: 'failed', reason: reasonOf(error), retry: read }),
    );
  };
  read();
  return view;
}
