import type { JSX } from 'solid-js';

/** Not one of `ui/icon-paths`: those load first, and this is seen in the picker alone. */
export function StarIcon(props: { filled: boolean }): JSX.Element {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill={props.filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d="m9 2.2 2.1 4.3 4.7.7-3.4 3.3.8 4.7L9 13l-4.2 2.2.8-4.7-3.4-3.3 4.7-.7Z" />
    </svg>
  );
}
