import { Index, Show } from 'solid-js';
import type { Evidence } from '../../core/doctor/types';
import { Icon } from '../../ui/Icon';
import { Spinner } from '../../ui/Spinner';
import css from './DoctorReport.module.css';

/** What was asked so far, each with its outcome and how long it took; the last may still be under way. */
export function Steps(props: { steps: readonly Evidence[]; isLooking: boolean }) {
  return (
    <ol class={css['evidence']} aria-label="What was asked">
      <Index each={props.steps}>
        {(step, index) => (
          <li data-ok={step().ok}>
            <Mark step={step()} runs={props.isLooking && index === props.steps.length - 1} />
            <span>
              {step().text}
              <Show when={step().ms !== undefined}>
                <span class={css['ms']}> {step().ms} ms</span>
              </Show>
            </span>
          </li>
        )}
      </Index>
    </ol>
  );
}

function Mark(props: { step: Evidence; runs: boolean }) {
  return (
    <Show
      when={props.step.ok !== undefined}
      fallback={
        <Show when={props.runs} fallback={<Icon name="info" />}>
          <Spinner />
        </Show>
      }
    >
      <Icon name={props.step.ok ? 'check' : 'close'} label={props.step.ok ? 'yes:' : 'no:'} />
    </Show>
  );
}
