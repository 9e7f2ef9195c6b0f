import { For, type JSX, Show } from 'solid-js';
import { Button } from './Button';
import { IconButton } from './IconButton';
import css from './Toasts.module.css';
import type { ToastQueue } from './toast-queue';

export interface ToastsProps {
  toasts: ToastQueue;
}

/** Where short messages appear; there from the start, so that screen readers hear what comes into it. */
export function Toasts(props: ToastsProps): JSX.Element {
  const dismissed = (id: number, run?: () => void): void => {
    props.toasts.dismiss(id);
    run?.();
  };
  return (
    <div
      class={css['region']}
      role="status"
      data-toasts
      onMouseEnter={() => props.toasts.pause()}
      onMouseLeave={() => props.toasts.resume()}
      onFocusIn={() => props.toasts.pause()}
      onFocusOut={() => props.toasts.resume()}
    >
      <For each={props.toasts.items()}>
        {(toast) => (
          <div class={css['toast']} data-tone={toast.tone ?? 'plain'}>
            <div class={css['words']}>
              <p>{toast.text}</p>
              <Show when={toast.help}>
                {(href) => (
                  // One without an action has said all that it can.
                  <a href={href()} onClick={() => !toast.action && dismissed(toast.id)}>
                    Help
                  </a>
                )}
              </Show>
            </div>
            <Show when={toast.action}>
              {(action) => (
                <Button size="small" onClick={() => dismissed(toast.id, action().run)}>
                  {action().label}
                </Button>
              )}
            </Show>
            <IconButton
              label="Dismiss"
              icon="close"
              size="small"
              onClick={() => dismissed(toast.id)}
            />
          </div>
        )}
      </For>
    </div>
  );
}
