import { createSignal, type JSX, untrack } from 'solid-js';
import { variablesOf } from '../../core/library/prompt-text';
import type { Prompt } from '../../core/library/types';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import css from './library.module.css';

export interface PromptEditorProps {
  prompt: Prompt;
  onSave: (prompt: Prompt) => Promise<void>;
  onCancel: () => void;
}

/** The title and the text of a prompt. */
export function PromptEditor(props: PromptEditorProps): JSX.Element {
  const before = untrack(() => props.prompt);
  const [title, setTitle] = createSignal(before.title);
  const [text, setText] = createSignal(before.text);
  const [isChecked, setIsChecked] = createSignal(false);
  const missing = (value: string, words: string): string | undefined =>
    isChecked() && value.trim() === '' ? words : undefined;
  const asks = (): string => {
    const found = variablesOf(text()).map(({ name, preset }) =>
      preset ? `${name} (${preset})` : name,
    );
    return found.length > 0 ? `Asks for: ${found.join(', ')}.` : 'Asks for nothing.';
  };

  const save = (event: Event): void => {
    event.preventDefault();
    setIsChecked(true);
    if (title().trim() === '' || text().trim() === '') return;
    void props.onSave({ ...before, title: title().trim(), text: text() });
  };
  return (
    <form class={css['editor']} novalidate onSubmit={save}>
      <Field
        label="Title"
        value={title()}
        onInput={setTitle}
        error={missing(title(), 'A prompt needs a title: it is found by it.')}
        ref={(input) => queueMicrotask(() => input.focus())}
      />
      <Field
        label="Text"
        value={text()}
        onInput={setText}
        multiline
        rows={6}
        error={missing(text(), 'There is no text yet.')}
        hint={
          <>
            <code>{'{{topic}}'}</code> is asked for each time, <code>{'{{language=German}}'}</code>{' '}
            with German filled in. {asks()}
          </>
        }
      />
      <div class={css['buttons']}>
        <Button type="submit" variant="primary">
          Save prompt
        </Button>
        <Button variant="quiet" onClick={() => props.onCancel()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
