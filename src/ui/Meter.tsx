import type { JSX } from 'solid-js';
import css from './Meter.module.css';

export interface MeterProps {
  label: string;
  value: number;
  max: number;
  /** The value in words. */
  text: string;
  tone?: 'plain' | 'amber' | undefined;
}

/** How much of something is taken, as a bar. The same belongs beside it in words. */
export function Meter(props: MeterProps): JSX.Element {
  const share = (): number => Math.min(1, props.max > 0 ? props.value / props.max : 0);
  return (
    <div
      class={css['meter']}
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.max}
      aria-valuenow={Math.min(props.value, props.max)}
      aria-valuetext={props.text}
      data-tone={props.tone ?? 'plain'}
    >
      <div class={css['filled']} style={{ 'inline-size': `${100 * share()}%` }} />
    </div>
  );
}
