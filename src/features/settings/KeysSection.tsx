import { createResource, createSignal, type JSX, Match, Show, Suspense, Switch } from 'solid-js';
import { reasonOf } from '../../lib/reason';
import { NoticesContext } from '../../state/notices';
import { SafekeepingContext } from '../../state/safekeeping';
import type { Vault, VaultProblem } from '../../state/vault';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { createWork } from '../../ui/create-work';
import css from './keys.module.css';
import { PassphraseDialog } from './PassphraseDialog';
import settings from './SettingsPage.module.css';

const problems: Record<VaultProblem, string> = {
  insecure:
    'Keys cannot be locked at this address: browsers have no cryptography for pages over plain http. Open Patchbay over https or on localhost.',
  'no-storage':
    'This browser stores nothing for Patchbay, so there is nothing to lock. Keys are gone when this tab closes.',
};

/** The lock on API keys and secret headers. */
export function KeysSection(): JSX.Element {
  const open = SafekeepingContext.use();
  const [vault] = createResource(async () => (await open()).vault);
  return (
    <section class={settings['section']} aria-label="Keys" id="keys">
      <h2 class={settings['heading']}>Keys</h2>
      <Suspense fallback={<p class={settings['about']}>Looking …</p>}>
        <Show when={vault()}>
          {(opened) => (
            <Show when={opened().problem} fallback={<Lock vault={opened()} />}>
              {(problem) => <p class={settings['about']}>{problems[problem()]}</p>}
            </Show>
          )}
        </Show>
      </Suspense>
    </section>
  );
}

function Lock(props: { vault: Vault }): JSX.Element {
  const notices = NoticesContext.use();
  const [dialog, setDialog] = createSignal<'lock' | 'change'>();
  const isOff = () => props.vault.state() === 'off';
  const work = createWork<'unlock' | 'change' | 'remove'>();
  const unlock = () => props.vault.unlock();
  const attempt = (...what: Parameters<typeof work.run>): void => {
    work
      .run(...what)
      .catch((error: unknown) => notices.warn(`Nothing was changed. ${reasonOf(error)}`, 'locked'));
  };
  /** The old passphrase first, where this tab has not been told it. */
  const change = async (): Promise<void> => {
    if (await props.vault.unlock()) setDialog('change');
  };
  const lock = async (passphrase: string): Promise<void> => {
    const was = props.vault.state();
    await props.vault.lockWith(passphrase);
    notices.show(
      was === 'off'
        ? 'The keys are encrypted. This tab stays unlocked for now.'
        : 'The passphrase was changed.',
    );
  };
  return (
    <>
      <Show when={!isOff()}>
        <p class={css['state']} role="status">
          <Badge tone={props.vault.state() === 'open' ? 'amber' : 'green'} dot>
            {props.vault.state() === 'open' ? 'unlocked in this tab' : 'locked'}
          </Badge>
        </p>
      </Show>
      <p class={settings['about']}>
        <Show
          when={isOff()}
          fallback="API keys, secret headers and sign-ins lie encrypted in this browser. Each tab asks for the passphrase when it first needs one, and forgets it when it is reloaded or closed."
        >
          API keys, secret headers and the sign-ins of tool servers lie in this browser as you typed
          them. With a passphrase they lie there encrypted, and each tab asks for it when it first
          needs one.
        </Show>
      </p>
      <p class={settings['about']}>
        Unlocking takes a fraction of a second on purpose (PBKDF2, 600,000 rounds): so does each
        guess of somebody else. A key inside the address of a tool server stays readable; put it
        into a header. The browser may keep older copies in its files for a while.
      </p>
      <div class={css['buttons']}>
        <Switch>
          <Match when={isOff()}>
            <Button icon="lock" onClick={() => setDialog('lock')}>
              Lock keys with a passphrase
            </Button>
          </Match>
          <Match when={true}>
            <Show
              when={props.vault.state() === 'open'}
              fallback={
                <Button
                  icon="lock"
                  busy={work.is('unlock')}
                  onClick={() => attempt('unlock', unlock)}
                >
                  Unlock
                </Button>
              }
            >
              <Button icon="lock" onClick={() => props.vault.lockNow()}>
                Lock now
              </Button>
            </Show>
            <Button busy={work.is('change')} onClick={() => attempt('change', change)}>
              Change passphrase
            </Button>
            <Button
              variant="quiet"
              busy={work.is('remove')}
              onClick={() => attempt('remove', remove)}
            >
              Remove lock
            </Button>
          </Match>
        </Switch>
      </div>
      <Show when={dialog()}>
        {(kind) => (
          <PassphraseDialog
            title={kind() === 'lock' ? 'Lock keys' : 'Change passphrase'}
            action={kind() === 'lock' ? 'Lock keys' : 'Change passphrase'}
            onChosen={lock}
            onClose={() => setDialog()}
          />
        )}
      </Show>
    </>
  );

  async function remove(): Promise<void> {
    if (!(await props.vault.unlock())) return;
    await props.vault.remove();
    notices.show('The lock was removed.');
  }
}
