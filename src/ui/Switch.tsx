import type { JSX } from 'solid-js';
import { Check, type CheckProps } from './Check';

/** A switch: a choice that takes effect at once. */
export function Switch(props: CheckProps): JSX.Element {
  return <Check {...props} kind="switch" />;
}
