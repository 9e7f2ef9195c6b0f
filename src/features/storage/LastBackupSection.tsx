import { createResource, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { LastBackup } from '../../core/backup/last-backup';
import { formatAgo, formatBytes, formatNumber } from '../../lib/format';
import { reasonOf } from '../../lib/reason';
import type { BackupReminder, BackupStatus } from '../../state/backup-reminder';
import { NoticesContext } from '../../state/notices';
import type { Safekeeping } from '../../state/safekeeping';
import { ServicesContext } from '../../state/services';
import { Switch } from '../../ui/Switch';
import css from './StoragePage.module.css';

/** When the last backup was made, what was written since, and whether to be reminded. */
export function LastBackupSection(props: { safekeeping: Safekeeping }) {
  const { clock } = ServicesContext.use();
  const notices = NoticesContext.use();
  const [found, { refetch }] = createResource(
    () => ({ reminder: props.safekeeping.reminder, backups: props.safekeeping.reminder.backups() }),
    ({ reminder }) => look(reminder),
  );
  const status = () => found.latest?.status;
  const failure = () => found.latest?.failure;

  const switchOff = async (isOff: boolean): Promise<void> => {
    try {
      await props.safekeeping.reminder.switchOff(isOff);
      await refetch();
    } catch (error) {
      notices.warn(`The reminder was not changed. ${reasonOf(error)}`, 'storage');
    }
  };

  return (
    <section class={css['section']} aria-label="Last backup">
      <h2 class={css['heading']}>Last backup</h2>
      <Show when={failure()}>
        {(reason) => (
          <p>
            It could not be read. {reason()} <a href={helpOn('unreadable')}>Help</a>
          </p>
        )}
      </Show>
      <Show when={status()}>
        {(known) => (
          <>
            <p>{lastWords(known().last, clock.now())}</p>
            <p class={css['about']}>{newWords(known())}</p>
            <Switch
              label="Remind me to back up"
              hint={
                props.safekeeping.habits.clearsUnused
                  ? 'After 50 new messages, or 3 days with some; at most once a week.'
                  : 'After 200 new messages, or 14 days with some; at most once a week.'
              }
              checked={!known().isReminderOff}
              onChange={(isOn) => void switchOff(!isOn)}
            />
          </>
        )}
      </Show>
    </section>
  );
}

interface Found {
  status?: BackupStatus;
  failure?: string;
}

async function look(reminder: BackupReminder): Promise<Found> {
  try {
    return { status: await reminder.status() };
  } catch (error) {
    return { failure: reasonOf(error) };
  }
}

function lastWords(last: LastBackup | undefined, now: number): string {
  if (!last) return 'There is none yet.';
  const when = formatAgo(now - last.at);
  const size = last.bytes > 0 ? `, ${formatBytes(last.bytes)}` : '';
  switch (last.kind) {
    case 'download':
      return `Downloaded ${when}${size}.`;
    case 'folder':
      return `Written to your folder ${when}${size}.`;
    case 'snapshot':
      return `A snapshot ${when}${size}. It lies in this browser, and goes with it.`;
  }
}

function newWords({ last, newMessages }: BackupStatus): string {
  const messages = newMessages === 1 ? '1 message' : `${formatNumber(newMessages)} messages`;
  const isElsewhere = last !== undefined && last.kind !== 'snapshot';
  if (newMessages === 0) return isElsewhere ? 'Nothing was written since.' : 'Nothing to lose yet.';
  return isElsewhere ? `${messages} since.` : `${messages} in this browser only.`;
}
