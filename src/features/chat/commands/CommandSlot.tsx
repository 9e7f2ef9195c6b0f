import {
  type Component,
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  onMount,
  Show,
} from 'solid-js';
import { commandOf } from '../../../core/library/command';
import type { Chat } from '../create-chat';
import type { CommandMenuProps } from './CommandMenu';

/** Answers whether it took the key. */
export type TakeKey = (event: KeyboardEvent) => boolean;

export interface CommandSlotProps {
  chat: Chat;
  /** Of the chat; undefined for a new one. */
  id: string | undefined;
  text: string;
  box: () => HTMLTextAreaElement;
  onText: (text: string) => void;
  /** Told once, who takes the composer's keys first. */
  onKeys: (take: TakeKey) => void;
}

/** Prompts and presets over the composer while a slash begins the message. */
export function CommandSlot(props: CommandSlotProps): JSX.Element {
  const [menu, setMenu] = createSignal<Component<CommandMenuProps>>();
  const query = (): string | undefined => commandOf(props.text);
  // A memo: other keys touch nothing.
  const isCommand = createMemo(() => query() !== undefined);
  let take: TakeKey | undefined = takeEnter;
  // Without its code a slash is a slash.
  const giveUp = (): void => void (take = undefined);
  const load = (): Promise<unknown> =>
    import('./CommandMenu').then((late) => setMenu(() => late.default), giveUp);
  const press: TakeKey = (event) => isCommand() && take?.(event) === true;
  createEffect(() => void (isCommand() && load()));
  onMount(() => props.onKeys(press));
  return (
    <Show when={isCommand() && menu()}>
      {(late) => {
        const Menu = late();
        return <Menu {...props} query={query() ?? ''} onKeys={(next) => (take = next)} />;
      }}
    </Show>
  );
}

/** Keeps a plain Enter from the composer: until the list is there, it must not send what was meant for it. */
export function takeEnter(event: KeyboardEvent): boolean {
  const isPlain = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey;
  if (!isPlain || event.isComposing) return false;
  event.preventDefault();
  return true;
}
