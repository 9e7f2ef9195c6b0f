import { createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js';
import css from './Dialog.module.css';
import { IconButton } from './IconButton';
import { showModal } from './modal';

export interface DialogProps {
  open: boolean;
  /** Asked for by Esc, the backdrop and the close button; the caller sets `open`. */
  onClose: () => void;
  title: string;
  children: JSX.Element;
  /** The buttons; the last is the primary one. */
  footer?: JSX.Element;
  size?: 'small' | 'medium' | 'large' | undefined;
}

/** A modal dialog, mounted only while `open`; the focus goes in, and back to the opener at the end. */
export function Dialog(props: DialogProps): JSX.Element {
  return (
    <Show when={props.open}>
      <OpenDialog {...props} />
    </Show>
  );
}

const firstControl = 'input:not(:disabled), textarea, select, button:not(:disabled), a[href]';

function OpenDialog(props: DialogProps): JSX.Element {
  const titleId = createUniqueId();
  const opener = document.activeElement;
  let dialog!: HTMLDialogElement;
  let main!: HTMLDivElement;
  let pressedBackdrop = false;

  onMount(() => {
    showModal(dialog);
    const target =
      main.querySelector<HTMLElement>('[autofocus]') ?? main.querySelector(firstControl);
    if (target instanceof HTMLElement) target.focus();
  });
  onCleanup(() => {
    // Closed while it is still in the document; removing an open modal would drop the focus.
    dialog.close();
    if (opener instanceof HTMLElement) opener.focus();
  });

  const cancel = (event: Event): void => {
    // A file chooser inside fires `cancel` too, and it bubbles.
    if (event.target !== dialog) return;
    event.preventDefault();
    props.onClose();
  };
  const clickBackdrop = (event: MouseEvent): void => {
    // A selection dragged out of a text box ends on the backdrop, but did not begin there.
    if (event.target === dialog && pressedBackdrop) props.onClose();
  };
  const close = (event: Event): void => {
    // The event comes later than the closing: of a dialog that is gone it would close the next one.
    if (event.target === dialog && dialog.isConnected) props.onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={css['dialog']}
      data-size={props.size ?? 'medium'}
      aria-labelledby={titleId}
      on:cancel={cancel}
      on:close={close}
      on:pointerdown={(event) => (pressedBackdrop = event.target === dialog)}
      on:click={clickBackdrop}
    >
      <div class={css['frame']}>
        <header class={css['head']}>
          <h2 id={titleId}>{props.title}</h2>
          <IconButton label="Close" icon="close" onClick={() => props.onClose()} />
        </header>
        <div ref={main} class={css['main']}>
          <div class={css['body']}>{props.children}</div>
          <footer class={css['foot']}>{props.footer}</footer>
        </div>
      </div>
    </dialog>
  );
}
