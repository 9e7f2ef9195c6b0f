import { createUniqueId, type JSX, Show } from 'solid-js';
import css from './Icon.module.css';
import { iconPaths, type IconName } from './icon-paths';

export interface IconProps {
  name: IconName;
  /** Edge in pixels, 18 unless told. */
  size?: number | undefined;
  /** Spoken name; without it the icon is decoration and hidden from screen readers. */
  label?: string | undefined;
}

/** One icon of our set, drawn on an 18 px grid with a 1.5 px stroke in the colour of the text. */
export function Icon(props: IconProps): JSX.Element {
  const titleId = createUniqueId();
  return (
    <svg
      class={css['icon']}
      viewBox="0 0 18 18"
      width={props.size ?? 18}
      height={props.size ?? 18}
      role={props.label ? 'img' : undefined}
      aria-hidden={props.label ? undefined : 'true'}
      aria-labelledby={props.label ? titleId : undefined}
    >
      <Show when={props.label}>
        <title id={titleId}>{props.label}</title>
      </Show>
      <path d={iconPaths[props.name]} />
    </svg>
  );
}
