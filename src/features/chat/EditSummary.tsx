import { createSignal, type JSX, onMount, untrack } from 'solid-js';
import { Button } from '../../ui/Button';
import css from './EditQuestion.module.css';

export interface EditSummaryProps {
  text: string;
  /** Resolves when it is stored, or could not be; the box stays until then. */
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}

/** A summary in a box, in its place. */
export function EditSummary(props: EditSummaryProps): JSX.Element {
  const [text, setText] = createSignal(untrack(() => props.text));
  const [isSaving, setIsSaving] = createSignal(false);
  let box!: HTMLTextAreaElement;
  onMount(() => box.focus());
  const isEmpty = (): boolean => text().trim() === '';

  const save = async (): Promise<void> => {
    if (isEmpty() || isSaving()) return;
    setIsSaving(true);
    await props.onSave(text());
    setIsSaving(false);
  };
  const press = (event: KeyboardEvent): void => {
    const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.isComposing || !(event.key === 'Escape' || isDone)) return;
    event.preventDefault();
    if (isDone) void save();
    else props.onCancel();
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
        aria-label="Edit the summary"
        rows={3}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div class={css['buttons']}>
        <Button size="small" onClick={() => props.onCancel()}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit" busy={isSaving()} disabled={isEmpty()}>
          Save
        </Button>
      </div>
    </form>
  );
}
