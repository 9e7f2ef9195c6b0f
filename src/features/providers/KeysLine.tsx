import { createResource, type JSX, Match, Suspense, Switch } from 'solid-js';
import { SafekeepingContext } from '../../state/safekeeping';
import { Button } from '../../ui/Button';
import css from './providers.module.css';

/** How the keys of the providers are kept. */
export function KeysLine(): JSX.Element {
  const open = SafekeepingContext.use();
  const [vault] = createResource(async () => (await open()).vault);
  return (
    <Suspense>
      <div class={css['row']}>
        <Switch>
          <Match when={vault.error !== undefined || vault()?.problem}>{null}</Match>
          <Match when={vault()?.state() === 'off'}>
            <p class={css['note']}>
              Keys are stored as you typed them.{' '}
              <a href="#/settings">Lock them with a passphrase</a>
            </p>
          </Match>
          <Match when={vault()?.state() === 'locked'}>
            <p class={css['note']}>The keys are locked.</p>
            <Button size="small" icon="lock" onClick={() => void vault()?.unlock()}>
              Unlock
            </Button>
          </Match>
          <Match when={vault()?.state() === 'open'}>
            <p class={css['note']}>The keys are unlocked in this tab.</p>
            <Button size="small" icon="lock" onClick={() => vault()?.lockNow()}>
              Lock now
            </Button>
          </Match>
        </Switch>
      </div>
    </Suspense>
  );
}
