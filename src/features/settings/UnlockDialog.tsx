import { createSignal, type JSX } from 'solid-js';
import { reasonOf } from '../../lib/reason';
import type { Vault } from '../../state/vault';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import css from './keys.module.css';

/** Asks for the passphrase while somebody waits for a locked key. */
export function UnlockDialog(props: { vault: Vault }): JSX.Element {
  const [typed, setTyped] = createSignal('');
  const [problem, setProblem] = createSignal<string>();
  const [isBusy, setBusy] = createSignal(false);
  let field: HTMLElement | undefined;

  const close = (): void => {
    setTyped('');
    setProblem();
    props.vault.dismiss();
  };
  async function unlock(): Promise<void> {
    if (isBusy()) return;
    if (typed() === '') return void setProblem('Type the passphrase.');
    setBusy(true);
    try {
      const isRight = await props.vault.answer(typed());
      if (isRight) setTyped('');
      setProblem(isRight ? undefined : 'That is another passphrase.');
      if (!isRight) field?.focus();
    } catch (error) {
      setProblem(reasonOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open={props.vault.isAsking()}
      size="small"
      onClose={close}
      title="Unlock keys"
      footer={
        <>
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          <Button variant="primary" busy={isBusy()} onClick={() => void unlock()}>
            Unlock
          </Button>
        </>
      }
    >
      <form
        class={css['fields']}
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <p>
          A locked key is needed. It stays unlocked in this tab until you lock it, reload or close.
        </p>
        <Field
          label="Passphrase"
          type="password"
          autocomplete="current-password"
          value={typed()}
          onInput={(value) => {
            setTyped(value);
            setProblem();
          }}
          error={problem()}
          ref={(element) => (field = element)}
        />
      </form>
    </Dialog>
  );
}
