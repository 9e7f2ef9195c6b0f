import { createSignal, ErrorBoundary, type JSX, lazy, onMount, Show, Suspense } from 'solid-js';
import { commandOf } from '../../../core/library/command';
import type { Chat } from '../create-chat';

const CommandMenu = lazy(() => import('./CommandMenu'));

/** Answers whether it took the key. */
export type TakeKey = (event: KeyboardEvent) => boolean;

export interface CommandSlotProps {
  chat: Chat;
  text: string;
  box: () => HTMLTextAreaElement;
  onText: (text: string) => void;
  /** Told once, who takes the composer's keys first. */
  onKeys: (take: TakeKey) => void;
}

/** Prompts and presets over the composer while a slash begins the message. */
export function CommandSlot(props: CommandSlotProps): JSX.Element {
  const [failed, setFailed] = createSignal(false);
  const query = (): string | undefined => (failed() ? undefined : commandOf(props.text));
  let take: TakeKey | undefined;
  // Until the list is there, Enter must not send what was meant for it.
  const press: TakeKey = (event) => query() !== undefined && (take ?? takeEnter)(event);
  onMount(() => props.onKeys(press));
  const giveUp = (): null => {
    queueMicrotask(() => setFailed(true));
    return null;
  };
  return (
    <Show when={query() !== undefined}>
      {/* Without its code a slash is a slash. */}
      <ErrorBoundary fallback={giveUp}>
        <Suspense>
          <CommandMenu {...props} query={query() ?? ''} onKeys={(next) => (take = next)} />
        </Suspense>
      </ErrorBoundary>
    </Show>
  );
}

/** Keeps a plain Enter from the composer. */
export function takeEnter(event: KeyboardEvent): boolean {
  const isPlain = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey;
  if (!isPlain || event.isComposing) return false;
  event.preventDefault();
  return true;
}
