import { createSignal, onCleanup, Show } from 'solid-js';
import { formatBytes } from '../../lib/format';
import { reasonOf } from '../../lib/reason';
import { helpOn } from '../../core/help/symptom-id';
import type { Backups } from '../../state/backups';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import css from './backup.module.css';
import { Progress } from './Progress';

/** Saves everything as one file; keys go in only when asked for, each time anew, and only locked. */
export default function BackupDialog(props: { backups: Backups; onClose: () => void }) {
  const { clock, files } = ServicesContext.use();
  const notices = NoticesContext.use();
  const [includeKeys, setIncludeKeys] = createSignal(false);
  const [attachments, setAttachments] = createSignal(true);
  const [passphrase, setPassphrase] = createSignal('');
  const [again, setAgain] = createSignal('');
  const [problem, setProblem] = createSignal('');
  const [written, setWritten] = createSignal<number>();
  const controller = new AbortController();
  onCleanup(() => controller.abort());
  const busy = () => written() !== undefined;

  function refusal(): string | undefined {
    if (!includeKeys()) return undefined;
    if (passphrase() === '') return 'Type a passphrase for the keys.';
    return passphrase() === again() ? undefined : 'The two passphrases differ.';
  }

  async function save(): Promise<void> {
    if (busy()) return;
    setProblem(refusal() ?? '');
    if (problem()) return;
    setWritten(0);
    try {
      const options = {
        attachments: attachments(),
        ...(includeKeys() && { passphrase: passphrase() }),
      };
      const blob = await props.backups.collect(options, controller.signal, setWritten);
      const at = clock.now();
      files.saveBlob(`patchbay-backup-${dayOf(at)}.json`, blob);
      await props.backups.note({ at, kind: 'download', bytes: blob.size });
      props.onClose();
      notices.show(`The backup was written: ${formatBytes(blob.size)}.`);
    } catch (error) {
      setWritten(undefined);
      if (!controller.signal.aborted) setProblem(`No backup was written. ${reasonOf(error)}`);
    }
  }

  return (
    <Dialog
      open
      size="small"
      onClose={() => props.onClose()}
      title="Back up"
      footer={
        <>
          <Button variant="quiet" onClick={() => props.onClose()}>
            Cancel
          </Button>
          <Button variant="primary" icon="download" busy={busy()} onClick={() => void save()}>
            Back up
          </Button>
        </>
      }
    >
      <form
        class={css['body']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Show when={problem()}>
          <Notice tone="red" role="alert" help={helpOn('backup')}>
            {problem()}
          </Notice>
        </Show>
        <p class={css['line']}>
          One file with all chats, presets and prompts, settings, providers and tool servers.
        </p>
        <Checkbox
          label="Include attachments"
          hint="Images and files of all chats."
          checked={attachments()}
          onChange={setAttachments}
        />
        <Checkbox
          label="Include API keys"
          hint={
            props.backups.canSeal
              ? 'And secret headers and sign-ins, locked with a passphrase.'
              : 'Not on this page: over plain http nothing can be locked.'
          }
          disabled={!props.backups.canSeal}
          checked={includeKeys()}
          onChange={setIncludeKeys}
        />
        <Show when={includeKeys()}>
          <Field
            label="Passphrase"
            type="password"
            autocomplete="new-password"
            value={passphrase()}
            onInput={setPassphrase}
            hint="Several words are good. It is not stored, and nobody can recover it."
          />
          <Field
            label="Passphrase once more"
            type="password"
            autocomplete="new-password"
            value={again()}
            onInput={setAgain}
          />
        </Show>
        <Show when={busy()}>
          <Progress label="Writing" words={`Writing, ${formatBytes(written() ?? 0)} so far.`} />
        </Show>
        {/* Enter in a field does what the button does. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** The day in this place, e.g. `2026-11-27`. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
