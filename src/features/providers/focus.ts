/** Moves the focus into a field, but not on touch: there it would open a keyboard over the page. */
export function focusField(field: HTMLElement | undefined): void {
  if (!matchMedia('(pointer: coarse)').matches) field?.focus();
}
