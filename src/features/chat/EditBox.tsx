import { createSignal, type JSX, onMount, untrack } from 'solid-js';
import { Button } from '../../ui/Button';
import { composerAction } from './composer-key';
import css from './EditBox.module.css';

export interface EditBoxProps {
  /** What a screen reader says. */
  label: string;
  text: string;
  rows: number;
  /** The word on the button. */
  done: string;
  /** False: Ctrl/Cmd+Enter is done, and Enter breaks the line. */
  enterIsDone: boolean;
  /** Resolves when the text is stored, or could not be; the box stays until then. */
  onDone: (text: string) => Promise<unknown>;
  onCancel: () => void;
  /** Told of the box once it has the focus. */
  onFocus?: (box: HTMLTextAreaElement) => void;
}

/** A text in a box, in its place; Esc leaves it as it was. */
export function EditBox(props: EditBoxProps): JSX.Element {
  const [text, setText] = createSignal(untrack(() => props.text));
  const [isSaving, setIsSaving] = createSignal(false);
  let box!: HTMLTextAreaElement;
  onMount(() => {
    box.focus();
    props.onFocus?.(box);
  });
  const isEmpty = (): boolean => text().trim() === '';

  const save = async (): Promise<void> => {
    if (isEmpty() || isSaving()) return;
    setIsSaving(true);
    await props.onDone(text());
    setIsSaving(false);
  };
  const press = (event: KeyboardEvent): void => {
    const rules = { enterSends: props.enterIsDone, justComposed: false };
    if (event.key === 'Escape' && !event.isComposing) props.onCancel();
    else if (composerAction(event, rules) === 'send') void save();
    else return;
    event.preventDefault();
  };
  return (
    <form
      class={css['edit']}
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={box}
        class={css['box']}
        aria-label={props.label}
        rows={props.rows}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div class={css['buttons']}>
        <Button size="small" onClick={() => props.onCancel()}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit" busy={isSaving()} disabled={isEmpty()}>
          {props.done}
        </Button>
      </div>
    </form>
  );
}
