import { createSignal, onCleanup } from 'solid-js';
import { createStateContext } from './context';

/** Everything that has a key or a line in the command palette; `app/command-table.ts` has their words. */
export type CommandId =
  | 'new-chat'
  | 'search'
  | 'palette'
  | 'shortcuts'
  | 'notice'
  | 'composer'
  | 'sidebar'
  | 'providers'
  | 'add-provider'
  | 'tool-servers'
  | 'storage'
  | 'settings'
  | 'log'
  | 'help'
  | 'theme'
  | 'choose-model'
  | 'stop'
  | 'retry'
  | 'copy-answer'
  | 'find'
  | 'rename-chat'
  | 'pin-chat'
  | 'archive-chat'
  | 'move-chat'
  | 'delete-chat';

export type Actions = Partial<Record<CommandId, (() => void) | undefined>>;

/** What can be done now: features offer it, keys and the palette do it, and neither knows the other. */
export interface CommandsState {
  /** Offers actions as long as the owner lives; what is undefined is not possible now. The last offer of a command wins. */
  offer(actions: () => Actions): void;
  /** Undefined when it isn't possible now; tracked. */
  action(id: CommandId): (() => void) | undefined;
  /** Whether shortcuts are held with ⌘ here, and not with Ctrl. */
  readonly usesCommandKey: boolean;
  /** What was done from the palette, the last one first; as long as the page is open. */
  readonly recent: CommandId[];
}

export const CommandsContext = createStateContext<CommandsState>('Commands');

/** Offers actions as long as the owner lives. Needs the context. */
export function createOffer(actions: () => Actions): void {
  CommandsContext.use().offer(actions);
}

/** Nothing is possible yet. */
export function createCommands(usesCommandKey: boolean): CommandsState {
  const [offers, setOffers] = createSignal<readonly (() => Actions)[]>([]);
  return {
    usesCommandKey,
    recent: [],
    offer(actions) {
      setOffers((all) => [actions, ...all]);
      onCleanup(() => setOffers((all) => all.filter((offer) => offer !== actions)));
    },
    action(id) {
      for (const offer of offers()) {
        const action = offer()[id];
        if (action) return action;
      }
      return undefined;
    },
  };
}
