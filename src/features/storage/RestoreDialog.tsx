import { createSignal, Match, onCleanup, onMount, Show, Switch, untrack } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { type Choices, defaultChoices } from '../../core/backup/choose';
import type { OpenedBackup } from '../../core/backup/open';
import type { RestorePlan } from '../../core/backup/plan';
import { reasonOf } from '../../lib/reason';
import type { Backups, RestoreOutcome } from '../../state/backups';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import css from './backup.module.css';
import { Progress } from './Progress';
import { RestorePreview } from './RestorePreview';

export interface RestoreDialogProps {
  backups: Backups;
  backup: OpenedBackup;
  name: string;
  onClose: () => void;
  onDone: (outcome: RestoreOutcome) => void;
}

type Phase = 'locked' | 'reading' | 'plan' | 'restoring';

/** Asks for the passphrase of locked keys, shows what a restore would do, and does it. */
export default function RestoreDialog(props: RestoreDialogProps) {
  const [phase, setPhase] = createSignal<Phase>(
    untrack(() => (props.backup.isLocked() ? 'locked' : 'reading')),
  );
  const [passphrase, setPassphrase] = createSignal('');
  const [problem, setProblem] = createSignal('');
  const [unlocking, setUnlocking] = createSignal(false);
  const [plan, setPlan] = createSignal<RestorePlan>();
  const [choices, setChoices] = createSignal<Choices>(defaultChoices);
  const [part, setPart] = createSignal(0);
  const controller = new AbortController();
  onCleanup(() => controller.abort());

  async function read(): Promise<void> {
    setPhase('reading');
    setProblem('');
    try {
      setPlan(await props.backup.plan(controller.signal, setPart));
      setPhase('plan');
    } catch (error) {
      if (!controller.signal.aborted)
        setProblem(`The file could not be read, and nothing was changed. ${reasonOf(error)}`);
    }
  }
  onMount(() => {
    if (phase() === 'reading') void read();
  });

  async function unlock(): Promise<void> {
    if (unlocking()) return;
    setUnlocking(true);
    setProblem('');
    const isOpen = await props.backup.unlock(passphrase()).catch(() => false);
    setUnlocking(false);
    setPassphrase('');
    if (isOpen) await read();
    else setProblem('This passphrase does not open the keys in the file.');
  }

  async function restore(): Promise<void> {
    setPart(0);
    setPhase('restoring');
    const work = props.backups.restore(props.backup, choices(), controller.signal, setPart);
    props.onDone(await work);
  }

  return (
    <Dialog
      open
      // What is being written is stopped by its button, not by a stray key.
      onClose={() => phase() !== 'restoring' && props.onClose()}
      title={`Restore ${props.name}`}
      footer={
        <Switch>
          <Match when={phase() === 'locked'}>
            <Button variant="quiet" onClick={() => void read()}>
              Go on without keys
            </Button>
            <Button variant="primary" busy={unlocking()} onClick={() => void unlock()}>
              Unlock
            </Button>
          </Match>
          <Match when={phase() === 'restoring'}>
            <Button onClick={() => controller.abort()}>Stop</Button>
          </Match>
          <Match when={true}>
            <Button variant="quiet" onClick={() => props.onClose()}>
              Cancel
            </Button>
            <Show when={phase() === 'plan'}>
              <Button variant="primary" onClick={() => void restore()}>
                Restore
              </Button>
            </Show>
          </Match>
        </Switch>
      }
    >
      <div class={css['body']}>
        <Show when={problem()}>
          <Notice tone="red" role="alert" help={helpOn('backup')}>
            {problem()}
          </Notice>
        </Show>
        <Switch>
          <Match when={phase() === 'locked'}>
            <form
              class={css['body']}
              onSubmit={(event) => {
                event.preventDefault();
                void unlock();
              }}
            >
              <p class={css['line']}>The file holds keys, locked with a passphrase.</p>
              <Field
                label="Passphrase"
                type="password"
                autofocus
                value={passphrase()}
                onInput={setPassphrase}
              />
            </form>
          </Match>
          <Match when={phase() === 'reading' && !problem()}>
            <Progress label="Reading" words="Reading the file." part={part()} />
          </Match>
          <Match when={phase() === 'restoring'}>
            <Progress
              label="Restoring"
              words="Restoring. What is written so far stays if you stop, and can be undone."
              part={part()}
            />
          </Match>
          <Match when={phase() === 'plan' && plan()}>
            {(ready) => (
              <RestorePreview
                plan={ready()}
                header={props.backup.header}
                isLocked={props.backup.isLocked()}
                choices={choices()}
                onChoose={(kind, choice) => setChoices({ ...choices(), [kind]: choice })}
              />
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  );
}
