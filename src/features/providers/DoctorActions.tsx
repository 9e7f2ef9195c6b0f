import { Show } from 'solid-js';
import { Button } from '../../ui/Button';
import type { Attempt } from './create-connect';
import css from './providers.module.css';

export interface DoctorActionsProps {
  attempt: Attempt;
  /** False for an address that nothing can be asked at. */
  canSave: boolean;
  onSave: () => void;
  onSendAnyway: () => void;
  /** Takes the address that the server sends on to. */
  onUse: (address: string) => void;
  onStop: () => void;
  /** Asks again what was asked. */
  onTest: () => void;
}

/** What a person can do about a connect that runs or failed. */
export function DoctorActions(props: DoctorActionsProps) {
  const outcome = () => props.attempt.result?.outcome;
  const movedTo = () => {
    const current = outcome();
    return current?.kind === 'redirected' ? current.to.replace(/\/models\/?$/, '') : undefined;
  };
  const needsConsent = () => outcome()?.kind === 'needs-consent';
  return (
    <>
      <Show when={!props.attempt.result}>
        <Button size="small" onClick={() => props.onStop()}>
          Stop looking
        </Button>
      </Show>
      <Show when={movedTo()}>
        {(address) => (
          <Button size="small" onClick={() => props.onUse(address())}>
            <span class={css['clipped']}>Use {address()}</span>
          </Button>
        )}
      </Show>
      <Show when={needsConsent()}>
        <Button size="small" onClick={() => props.onSendAnyway()}>
          Send the key unencrypted
        </Button>
      </Show>
      <Show when={props.attempt.result && props.canSave && !needsConsent()}>
        <Button size="small" icon="retry" onClick={() => props.onTest()}>
          Test again
        </Button>
      </Show>
      <Show when={props.attempt.result}>
        <Button size="small" disabled={!props.canSave} onClick={() => props.onSave()}>
          Save anyway
        </Button>
      </Show>
      <Show when={needsConsent()}>
        <span class={css['note']}>Saved like this, it has no key.</span>
      </Show>
    </>
  );
}
