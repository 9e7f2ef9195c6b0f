import { type JSX, Show } from 'solid-js';
import { IconButton } from '../../ui/IconButton';
import type { Chat } from './create-chat';
import css from './Message.module.css';

export interface VersionsProps {
  id: string;
  chat: Chat;
  /** The row of this message is about to go. */
  onFocusLost: () => void;
}

/** Which version of a message this is, and the way to the others; nothing when it is the only one. */
export function Versions(props: VersionsProps): JSX.Element {
  const all = (): readonly { id: string }[] => props.chat.versions(props.id);
  const at = (): number => all().findIndex(({ id }) => id === props.id);
  const show = (id: string | undefined): void => {
    if (id === undefined) return;
    props.chat.showVersion(id);
    props.onFocusLost();
  };
  return (
    <Show when={all().length > 1}>
      <span class={css['versions']} role="group" aria-label="Versions">
        <IconButton
          size="small"
          label="Previous version"
          icon="chevron-left"
          disabled={at() <= 0}
          onClick={() => show(all()[at() - 1]?.id)}
        />
        <span aria-label={`Version ${at() + 1} of ${all().length}`}>
          {at() + 1}/{all().length}
        </span>
        <IconButton
          size="small"
          label="Next version"
          icon="chevron-right"
          disabled={at() >= all().length - 1}
          onClick={() => show(all()[at() + 1]?.id)}
        />
      </span>
    </Show>
  );
}
