import { createSignal, createUniqueId, Index, type JSX, untrack } from 'solid-js';
import { createStore, unwrap } from 'solid-js/store';
import type { PromptVariable } from '../../../core/library/prompt-text';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Field } from '../../../ui/Field';
import css from './commands.module.css';

export interface AskedVariable extends PromptVariable {
  /** What it is for. */
  hint?: string | undefined;
  /** Without it nothing is inserted. */
  isNeeded?: boolean;
}

export interface VariablesDialogProps {
  title: string;
  variables: readonly AskedVariable[];
  onDone: (values: Record<string, string>) => void;
  onClose: () => void;
}

/** Asks for the variables of a prompt before its text goes into the composer. */
export function VariablesDialog(props: VariablesDialogProps): JSX.Element {
  const formId = createUniqueId();
  const [values, setValues] = createStore<Record<string, string>>(
    untrack(() => Object.fromEntries(props.variables.map(({ name, preset }) => [name, preset]))),
  );
  const [isChecked, setIsChecked] = createSignal(false);
  const isMissing = ({ name, isNeeded }: AskedVariable): boolean =>
    isNeeded === true && (values[name] ?? '').trim() === '';
  const insert = (event: Event): void => {
    event.preventDefault();
    setIsChecked(true);
    if (props.variables.some(isMissing)) return;
    props.onDone({ ...unwrap(values) });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) insert(event);
  };
  return (
    <Dialog
      open
      size="small"
      onClose={() => props.onClose()}
      title={props.title}
      footer={
        <Button type="submit" form={formId} variant="primary">
          Insert
        </Button>
      }
    >
      <form id={formId} class={css['form']} novalidate onSubmit={insert}>
        <Index each={props.variables}>
          {(variable, index) => (
            <Field
              label={variable().name}
              value={values[variable().name] ?? ''}
              onInput={(text) => setValues(variable().name, text)}
              onKeyDown={press}
              hint={variable().hint}
              error={isChecked() && isMissing(variable()) ? 'This is needed.' : undefined}
              multiline
              rows={1}
              autofocus={index === 0}
            />
          )}
        </Index>
        <p class="muted">Enter inserts the text into your message, Shift+Enter breaks the line.</p>
      </form>
    </Dialog>
  );
}
