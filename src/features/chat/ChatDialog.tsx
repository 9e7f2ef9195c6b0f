import { type JSX, Show } from 'solid-js';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import css from './ChatDialog.module.css';

export interface ChatDialogProps {
  title: string;
  lead: JSX.Element;
  canReset: boolean;
  onReset: () => void;
  /** What to say of a change of all that can be taken back. */
  replaced: string | undefined;
  onUndo: () => void;
  onClose: () => void;
  children: JSX.Element;
}

/** What a chat has of its own, each change at once in effect: all of it reset at a press, and that taken back. */
export function ChatDialog(props: ChatDialogProps): JSX.Element {
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={props.title}
      footer={
        <>
          <Button
            variant="quiet"
            icon="retry"
            disabled={!props.canReset}
            onClick={() => props.onReset()}
          >
            Reset all
          </Button>
          <Button variant="primary" onClick={() => props.onClose()}>
            Done
          </Button>
        </>
      }
    >
      <div class={css['body']}>
        <p class={css['lead']}>{props.lead}</p>
        <p class={css['replaced']} role="status">
          <Show when={props.replaced}>
            {(words) => (
              <>
                {words()}{' '}
                <Button variant="quiet" size="small" onClick={() => props.onUndo()}>
                  Undo
                </Button>
              </>
            )}
          </Show>
        </p>
        {props.children}
      </div>
    </Dialog>
  );
}
