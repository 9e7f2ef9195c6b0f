import type { JSX } from 'solid-js';
import css from './Badge.module.css';

export type Tone = 'neutral' | 'accent' | 'amber' | 'red' | 'green';

export interface BadgeProps {
  children: JSX.Element;
  tone?: Tone | undefined;
  /** A coloured point before plain words, in place of a coloured ground. */
  dot?: boolean | undefined;
  title?: string | undefined;
}

/** A short state in a word or two. Colour only repeats what the words say. */
export function Badge(props: BadgeProps): JSX.Element {
  return (
    <span
      class={css['badge']}
      data-tone={props.tone ?? 'neutral'}
      data-dot={props.dot ? '' : undefined}
      title={props.title}
    >
      {props.children}
    </span>
  );
}
