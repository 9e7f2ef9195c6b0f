import { createSignal, onMount } from 'solid-js';
import { readCode } from '../../core/hand-over/code';
import { reasonOf } from '../../lib/reason';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import css from './hand-over.module.css';
import shared from './providers.module.css';

export interface HandOverCodeProps {
  /** Resolves with false for another code. */
  onCode: (code: string) => Promise<boolean>;
}

/** Asks for the code that the other device shows. */
export function HandOverCode(props: HandOverCodeProps) {
  const [typed, setTyped] = createSignal('');
  const [problem, setProblem] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  let field: HTMLElement | undefined;
  onMount(() => field?.focus());

  async function unlock(): Promise<void> {
    if (busy()) return;
    const read = readCode(typed());
    if (!read.ok) return refuse(read.message);
    setBusy(true);
    try {
      const isRight = await props.onCode(read.code);
      if (!isRight) refuse('This code does not open the link. Compare it with the other device.');
    } catch (error) {
      refuse(reasonOf(error));
    } finally {
      setBusy(false);
    }
  }
  function refuse(message: string): void {
    setProblem(message);
    field?.focus();
  }

  return (
    <form
      class={css['received']}
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <p>This link brings providers with their keys. Type the code that the other device shows.</p>
      <Field
        label="One-time code"
        mono
        placeholder="XXXX-XXXX-XXXX"
        value={typed()}
        onInput={(value) => {
          setTyped(value);
          setProblem();
        }}
        hint="Small letters will do, and the hyphens may be left out."
        error={problem()}
        ref={(element) => (field = element)}
      />
      <div class={shared['row']}>
        <Button type="submit" variant="primary" busy={busy()}>
          Unlock
        </Button>
      </div>
    </form>
  );
}
