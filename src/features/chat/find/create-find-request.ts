import { createEffect, createSignal, on, onCleanup, onMount, type Accessor } from 'solid-js';

/** Where a link into a chat leads. */
export interface ChatTarget {
  messageId?: string | undefined;
  words?: string | undefined;
}

/** What the find bar is asked for: by a link to a message, or by a key. */
export interface FindRequest {
  /** Absent: the words stay, and the field gets the focus. */
  words?: string | undefined;
  messageId?: string | undefined;
}

export interface FindRequests {
  /** Undefined while the bar is closed. */
  request: Accessor<FindRequest | undefined>;
  /** Opens the bar, with the focus in its field. */
  open(): void;
  /** Gives the focus back; false when there is nobody left to take it. */
  close(): boolean;
}

/** Opens the find bar by Ctrl/Cmd+F and by links, and brings the message of a link into view; owned. */
export function createFindRequest(
  target: Accessor<ChatTarget | undefined>,
  show: (messageId: string) => void,
): FindRequests {
  const [request, setRequest] = createSignal<FindRequest>();
  let before: Element | null = null;

  const open = (): void => {
    before = document.activeElement;
    setRequest({});
  };
  const press = (event: KeyboardEvent): void => {
    const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
    if (!isFind || event.shiftKey || event.altKey || event.defaultPrevented) return;
    // A dialog is in front; and pressed again in the bar, the browser's own find opens.
    if (document.querySelector('dialog[open]') || isInBar(document.activeElement)) return;
    event.preventDefault();
    open();
  };
  onMount(() => document.addEventListener('keydown', press));
  onCleanup(() => document.removeEventListener('keydown', press));

  createEffect(
    on(target, (next) => {
      const { messageId, words } = next ?? {};
      // The messages come into the page with this very change.
      if (messageId) queueMicrotask(() => show(messageId));
      if (words) setRequest({ words, messageId });
    }),
  );
  return {
    request,
    open,
    close() {
      setRequest();
      const back = before;
      before = null;
      if (!(back instanceof HTMLElement) || !back.isConnected || back === document.body)
        return false;
      back.focus();
      return true;
    },
  };
}

function isInBar(element: Element | null): boolean {
  return element?.closest('[role=search][data-find]') !== null && element !== null;
}
