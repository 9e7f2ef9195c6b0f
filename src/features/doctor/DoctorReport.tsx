import { createEffect, createSignal, For, on, onCleanup, Show, type JSX } from 'solid-js';
import type { Diagnosis } from '../../core/doctor/types';
import { ServicesContext } from '../../state/services';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import { Spinner } from '../../ui/Spinner';
import css from './DoctorReport.module.css';

export interface DoctorReportProps {
  /** Absent while the doctor still looks. */
  diagnosis: Diagnosis | undefined;
  /** What is being asked, e.g. `localhost:1234`. */
  target: string;
  /** When the look began, epoch ms; absent: now. */
  since?: number | undefined;
  actions?: JSX.Element;
}

const SLOW_MS = 5_000;

/** What is known of a connection: the cause in a sentence, the server's words, the way out for this origin. */
export default function DoctorReport(props: DoctorReportProps) {
  const slow = createSlow(props);
  const cause = () => props.diagnosis?.cause ?? (slow() ? 'slow' : undefined);

  return (
    <section class={css['doctor']} aria-label="Connection doctor" data-cause={cause()}>
      <Show when={props.diagnosis} fallback={<Looking target={props.target} slow={slow()} />} keyed>
        {(diagnosis) => <Verdict diagnosis={diagnosis} />}
      </Show>
      <Show when={props.actions}>
        <div class={css['actions']}>{props.actions}</div>
      </Show>
    </section>
  );
}

/** True once nothing has been known for 5 s; each look starts anew. */
function createSlow(props: DoctorReportProps): () => boolean {
  const { clock } = ServicesContext.use();
  const [slow, setSlow] = createSignal(false);
  createEffect(
    on(
      () => [props.diagnosis, props.since] as const,
      ([diagnosis, since]) => {
        setSlow(false);
        if (diagnosis) return;
        const waited = since === undefined ? 0 : clock.now() - since;
        onCleanup(clock.after(Math.max(0, SLOW_MS - waited), () => setSlow(true)));
      },
    ),
  );
  return slow;
}

function Looking(props: { target: string; slow: boolean }) {
  return (
    <p class={css['looking']} role="status">
      <Spinner />
      <span>
        <Show when={props.slow} fallback={<>Asking {props.target} …</>}>
          {props.target} has not answered for 5 seconds. Patchbay goes on waiting.
        </Show>
      </span>
    </p>
  );
}

function Verdict(props: { diagnosis: Diagnosis }) {
  return (
    <>
      <div class={css['verdict']} role="alert">
        <Icon name={props.diagnosis.cause === 'ok' ? 'check' : 'warning'} />
        <div>
          <p class={css['sentence']}>{props.diagnosis.sentence}</p>
          <Show when={props.diagnosis.serverWords}>
            {(words) => (
              <p class={css['words']}>
                <span class="muted">The server’s words:</span> <q>{words()}</q>
              </p>
            )}
          </Show>
        </div>
      </div>
      <Show when={props.diagnosis.evidence.length > 0}>
        <ul class={css['evidence']}>
          <For each={props.diagnosis.evidence}>
            {(item) => (
              <li data-ok={item.ok}>
                <Icon name={item.ok ? 'check' : 'close'} label={item.ok ? 'yes:' : 'no:'} />
                <span>{item.text}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.diagnosis.remedies.length > 0}>
        <ul class={css['remedies']} aria-label="What to do">
          <For each={props.diagnosis.remedies}>
            {(remedy) => (
              <li>
                {remedy.text}
                <Show when={remedy.command}>{(command) => <Command text={command()} />}</Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

function Command(props: { text: string }) {
  const { clipboard } = ServicesContext.use();
  const [copied, setCopied] = createSignal(false);
  const copy = async () => setCopied(await clipboard.writeText(props.text));
  return (
    <div class={css['command']}>
      <code>{props.text}</code>
      <IconButton
        label={copied() ? 'Copied' : 'Copy'}
        icon={copied() ? 'check' : 'copy'}
        size="small"
        onClick={() => void copy()}
      />
    </div>
  );
}
