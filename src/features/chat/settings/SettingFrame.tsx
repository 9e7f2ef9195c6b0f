import { type JSX, Show } from 'solid-js';
import { Button } from '../../../ui/Button';
import css from './settings.module.css';

export interface SettingFrameProps {
  label: string;
  isSet: boolean;
  onReset: () => void;
  /** The labelled control. */
  children: JSX.Element;
  /** Takes the whole width. */
  wide?: boolean;
}

/** A control with its mark when it is set, and the way back to the server's own value. */
export function SettingFrame(props: SettingFrameProps): JSX.Element {
  let frame!: HTMLDivElement;
  const reset = (): void => {
    props.onReset();
    // The button is gone with what it took back.
    frame.querySelector<HTMLElement>('input, textarea, select')?.focus();
  };
  return (
    <div
      ref={frame}
      class={css['setting']}
      data-set={props.isSet ? '' : undefined}
      data-wide={props.wide ? '' : undefined}
    >
      {props.children}
      <Show when={props.isSet}>
        <span class={css['mark']}>
          <span class={css['changed']}>changed</span>
          <Button variant="quiet" size="small" aria-label={`Reset ${props.label}`} onClick={reset}>
            Reset
          </Button>
        </span>
      </Show>
    </div>
  );
}
