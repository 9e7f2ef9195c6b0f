import { createEffect, type JSX, on, untrack } from 'solid-js';
import type { Message } from '../../../core/chat/types';
import { ServicesContext } from '../../../state/services';
import { formatNumber } from '../../../lib/format';
import { IconButton } from '../../../ui/IconButton';
import { SearchField } from '../../../ui/SearchField';
import type { MessageWindow } from '../window/create-message-window';
import { createFind } from './create-find';
import type { FindRequest } from './create-find-request';
import css from './FindBar.module.css';

export interface FindBarProps {
  request: FindRequest;
  messages: readonly Message[];
  /** Changes when texts may have changed. */
  revision: unknown;
  window: MessageWindow;
  scroller: HTMLElement;
  onClose: () => void;
}

/** Finds words in the whole chat, also where it is not in the page. */
export default function FindBar(props: FindBarProps): JSX.Element {
  const { clock } = ServicesContext.use();
  const find = createFind({
    messages: () => props.messages,
    revision: () => props.revision,
    window: untrack(() => props.window),
    scroller: untrack(() => props.scroller),
    clock,
  });
  let field!: HTMLInputElement;

  createEffect(
    on(
      () => props.request,
      ({ words, messageId }) => {
        if (words !== undefined) find.look(words, messageId);
        else
          queueMicrotask(() => {
            field.focus();
            field.select();
          });
      },
    ),
  );
  const tell = (): string => {
    if (find.words() === '' || find.isLooking()) return '';
    if (find.count() === 0) return 'Not found';
    return `${formatNumber(find.position())} of ${formatNumber(find.count())}`;
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    props.onClose();
  };
  const step = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    find.step(event.shiftKey ? -1 : 1);
  };
  return (
    <div class={css['bar']} role="search" aria-label="In this chat" data-find on:keydown={leave}>
      <SearchField
        ref={(element) => (field = element)}
        label="Find in chat"
        value={find.words()}
        onInput={(words) => find.look(words)}
        onKeyDown={step}
      />
      <span class={css['count']} role="status">
        {tell()}
      </span>
      <IconButton
        size="small"
        label="Previous hit"
        icon="chevron-up"
        onClick={() => find.step(-1)}
      />
      <IconButton size="small" label="Next hit" icon="chevron-down" onClick={() => find.step(1)} />
      <IconButton size="small" label="Close" icon="close" onClick={() => props.onClose()} />
    </div>
  );
}
