import { Match, Show, Switch, type JSX } from 'solid-js';
import type { Examined } from '../../core/doctor/report';
import { placeWords, stepWords, type ProbeStep } from '../../core/doctor/steps';
import { permissionNeeded } from '../../core/doctor/address-space';
import type { Diagnosis } from '../../core/doctor/types';
import { helpOn } from '../../core/help/symptom-id';
import { CONNECTIONS_PER_HOST } from '../../lib/connections';
import { LogContext } from '../../state/log';
import { ServicesContext } from '../../state/services';
import { Icon } from '../../ui/Icon';
import { Spinner } from '../../ui/Spinner';
import { CopyReport } from './CopyReport';
import { createWaiting, type Waiting } from './create-waiting';
import { createWatch, type Watch } from './create-watch';
import css from './DoctorReport.module.css';
import { Remedies } from './Remedies';
import { Steps } from './Steps';

export interface DoctorReportProps {
  /** Absent while the doctor still looks. */
  diagnosis: Diagnosis | undefined;
  /** What is being asked, e.g. `localhost:1234`. */
  target: string;
  /** When the look began, epoch ms; absent: now. */
  since?: number | undefined;
  /** What was asked so far. */
  steps?: readonly ProbeStep[] | undefined;
  /** What is examined; absent for an address that is none. */
  examined?: Examined | undefined;
  /** How to notice by itself that it works now; absent: only when a person asks. */
  watch?: Watch | undefined;
  actions?: JSX.Element;
}

/** What is known of a connection: the cause in a sentence, what was asked, the way out for this origin. */
export default function DoctorReport(props: DoctorReportProps) {
  const waiting = createWaiting(() => ({
    isLooking: props.diagnosis === undefined,
    baseUrl: props.examined?.baseUrl,
    steps: props.steps ?? [],
    since: props.since,
  }));
  const watches = createWatch(
    () => props.diagnosis,
    // A readable list, which is all that watching asks for, is no news where messages fail.
    () => (props.steps?.some(({ ask }) => ask === 'chat') ? undefined : props.watch),
  );
  const cause = () => props.diagnosis?.cause ?? waiting.cause();

  return (
    <section class={css['doctor']} aria-label="Connection doctor" data-cause={cause()}>
      <Show when={props.diagnosis} fallback={<Looking {...props} waiting={waiting} />} keyed>
        {(diagnosis) => <Verdict diagnosis={diagnosis} />}
      </Show>
      <div class={css['actions']}>
        {props.actions}
        <Show when={watches()}>
          <span class={css['watching']} role="status">
            watching …
          </span>
        </Show>
        <Show when={props.diagnosis && props.examined}>
          {(examined) => (
            <span class={css['copy']}>
              <CopyReport
                diagnosis={props.diagnosis as Diagnosis}
                examined={examined()}
                steps={props.steps ?? []}
              />
            </span>
          )}
        </Show>
      </div>
    </section>
  );
}

function Looking(props: DoctorReportProps & { waiting: Waiting }) {
  const { page } = ServicesContext.use();
  const place = () => placeWords(permissionNeeded(props.examined?.baseUrl ?? '', page));
  return (
    <>
      <p class={css['looking']} role="status">
        <Spinner />
        <span>
          <Switch fallback={<>Asking {props.target} …</>}>
            <Match when={props.waiting.cause() === 'local-network-prompt'}>
              Your browser asks whether this page may reach {place()}. Choose Allow: Patchbay waits
              for your answer.
            </Match>
            <Match when={props.waiting.cause() === 'slow'}>
              {props.target} has not answered for 5 seconds. Patchbay goes on waiting.
            </Match>
            <Match when={props.waiting.isAsked()}>
              Your browser may ask whether this page may reach {place()}. Choose Allow, so that
              Patchbay can talk to {props.target}.
            </Match>
          </Switch>
        </span>
      </p>
      <Show when={props.waiting.cause() === 'slow'}>
        <TakenConnections baseUrl={props.examined?.baseUrl ?? ''} />
      </Show>
      <Show when={props.steps?.length}>
        <Steps steps={stepWords(props.steps ?? [], page)} isLooking />
      </Show>
    </>
  );
}

/** Six answers that still stream leave no connection for a seventh request: it waits for one of them. */
function TakenConnections(props: { baseUrl: string }) {
  const log = LogContext.use();
  const open = () => {
    const origin = URL.canParse(props.baseUrl) ? new URL(props.baseUrl).origin : '';
    return log.entries.filter(
      (entry) => entry.origin === origin && entry.kind === 'request' && !entry.outcome,
    ).length;
  };
  return (
    <Show when={open() > CONNECTIONS_PER_HOST}>
      <p>
        A browser opens {CONNECTIONS_PER_HOST} connections to one server, and this page has {open()}{' '}
        requests to it under way. This one waits until an answer ends: stop one in its chat.
      </p>
    </Show>
  );
}

function Verdict(props: { diagnosis: Diagnosis }) {
  const symptom = () => (props.diagnosis.cause === 'ok' ? undefined : props.diagnosis.cause);
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
        <Steps steps={props.diagnosis.evidence} isLooking={false} />
      </Show>
      <Show when={symptom()}>
        {(id) => (
          <p class={css['server']}>
            <Show when={props.diagnosis.looksLike}>
              {(server) => (
                <>
                  Looks like {server().name}.{' '}
                  <a href={`#/help/${server().guide}`}>About this server</a> ·{' '}
                </>
              )}
            </Show>
            <a href={helpOn(id())}>Why this happens</a>
          </p>
        )}
      </Show>
      <Show when={props.diagnosis.remedies.length > 0}>
        <Remedies remedies={props.diagnosis.remedies} />
      </Show>
    </>
  );
}
