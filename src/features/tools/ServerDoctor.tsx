import { For, type JSX, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { ToolServerDiagnosis } from '../../core/tool-servers/diagnose';
import { ServicesContext } from '../../state/services';
import { CopyLine } from '../../ui/CopyLine';
import { Icon } from '../../ui/Icon';
import css from './tools.module.css';

export interface ServerDoctorProps {
  label: string;
  diagnosis: ToolServerDiagnosis;
  actions: JSX.Element;
}

/** Why a server gives no tools, and the way out for this origin. */
export function ServerDoctor(props: ServerDoctorProps): JSX.Element {
  const { clipboard } = ServicesContext.use();
  return (
    <div
      class={css['doctor']}
      role="group"
      aria-label={`What ${props.label} needs`}
      data-cause={props.diagnosis.cause}
    >
      <div class={css['verdict']} role="alert">
        <Icon name={props.diagnosis.cause === 'sign-in' ? 'lock' : 'warning'} />
        <div>
          <p class={css['sentence']}>{props.diagnosis.sentence}</p>
          <Show when={props.diagnosis.serverWords}>
            {(words) => (
              <p class={css['quoted']}>
                <span class="muted">The server’s words:</span> <q>{words()}</q>
              </p>
            )}
          </Show>
        </div>
      </div>
      <Show when={props.diagnosis.remedies.length > 0}>
        <ul class={css['remedies']} aria-label="What to do">
          <For each={props.diagnosis.remedies}>
            {(remedy) => (
              <li>
                {remedy.text}
                <Show when={remedy.command}>
                  {(command) => (
                    <CopyLine text={command()} copy={(text) => clipboard.writeText(text)} />
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <div class={css['buttons']}>
        {props.actions} <a href={helpOn('tool-server')}>Help</a>
      </div>
    </div>
  );
}
