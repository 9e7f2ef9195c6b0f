import { createSignal, type JSX, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { reasonOf } from '../../lib/reason';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import css from './keys.module.css';
import { passphraseProblem, strengthWords } from './passphrase-words';

export interface PassphraseDialogProps {
  title: string;
  /** On the button. */
  action: string;
  /** Locks with it; rejects with words. */
  onChosen: (passphrase: string) => Promise<void>;
  onClose: () => void;
}

/** A new passphrase, typed twice. */
export function PassphraseDialog(props: PassphraseDialogProps): JSX.Element {
  const [typed, setTyped] = createSignal('');
  const [again, setAgain] = createSignal('');
  const [wrong, setWrong] = createSignal<{ first?: string; second?: string; all?: string }>({});
  const [isBusy, setBusy] = createSignal(false);

  async function save(): Promise<void> {
    if (isBusy()) return;
    const first = passphraseProblem(typed());
    if (first) return void setWrong({ first });
    if (again() !== typed()) return void setWrong({ second: 'These are not the same.' });
    setBusy(true);
    try {
      await props.onChosen(typed());
      props.onClose();
    } catch (error) {
      setWrong({ all: `Nothing was changed. ${reasonOf(error)}` });
    } finally {
      setBusy(false);
    }
  }
  const type = (set: (value: string) => void) => (value: string) => {
    set(value);
    setWrong({});
  };
  return (
    <Dialog
      open
      size="small"
      onClose={() => props.onClose()}
      title={props.title}
      footer={
        <>
          <Button variant="quiet" onClick={() => props.onClose()}>
            Cancel
          </Button>
          <Button variant="primary" busy={isBusy()} onClick={() => void save()}>
            {props.action}
          </Button>
        </>
      }
    >
      <form
        class={css['fields']}
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label="Passphrase"
          type="password"
          autocomplete="new-password"
          value={typed()}
          onInput={type(setTyped)}
          hint={strengthWords(typed())}
          error={wrong().first}
        />
        <Field
          label="Passphrase again"
          type="password"
          autocomplete="new-password"
          value={again()}
          onInput={type(setAgain)}
          error={wrong().second}
        />
        {/* Enter sends a form of two fields only where it has a button of its own. */}
        <button type="submit" hidden />
        <Notice tone="amber" role="note">
          Nobody can recover a forgotten passphrase. You would enter the keys again; nothing else is
          lost.
        </Notice>
        <p class={css['alert']} role="alert">
          {wrong().all}{' '}
          <Show when={wrong().all}>
            <a href={helpOn('locked')}>Help</a>
          </Show>
        </p>
      </form>
    </Dialog>
  );
}
