import { createSignal, type JSX, onMount, untrack } from 'solid-js';
import { SettingsContext } from '../../state/settings';
import { Button } from '../../ui/Button';
import { composerAction } from './composer-key';
import css from './EditQuestion.module.css';

export interface EditQuestionProps {
  text: string;
  /** Resolves with whether it was stored; the box stays until then. */
  onSend: (text: string) => Promise<boolean>;
  onCancel: () => void;
}

/** A question in a box, in its place: sent again it becomes another version, the old one stays. */
export default function EditQuestion(props: EditQuestionProps): JSX.Element {
  const settings = SettingsContext.use();
  const [text, setText] = createSignal(untrack(() => props.text));
  const [isSending, setIsSending] = createSignal(false);
  let box!: HTMLTextAreaElement;
  onMount(() => {
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  });

  const send = async (): Promise<void> => {
    if (text().trim() === '' || isSending()) return;
    setIsSending(true);
    await props.onSend(text());
    setIsSending(false);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault();
      props.onCancel();
      return;
    }
    const rules = {
      enterSends: settings.values.enterSends,
      justComposed: false,
    };
    if (composerAction(event, rules) !== 'send') return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      class={css['edit']}
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={box}
        class={css['box']}
        aria-label="Edit your question"
        rows={2}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div class={css['buttons']}>
        <Button size="small" onClick={() => props.onCancel()}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit" disabled={text().trim() === ''}>
          Ask again
        </Button>
      </div>
    </form>
  );
}
