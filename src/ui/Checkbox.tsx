import type { JSX } from 'solid-js';
import { Check, type CheckProps } from './Check';

/** A check box: a choice that takes effect with the form's button. */
export function Checkbox(props: CheckProps): JSX.Element {
  return <Check {...props} kind="checkbox" />;
}
