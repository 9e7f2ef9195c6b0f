const shown = new Set<HTMLDialogElement>();

/**
 * Shows a dialog before everything else, and holds the page still until it is closed. A rule with `:has(dialog:modal)` would
 * do that too, and make browsers look for dialogs with each element that is added anywhere.
 */
export function showModal(dialog: HTMLDialogElement): void {
  const { documentElement: root } = dialog.ownerDocument;
  dialog.showModal();
  shown.add(dialog);
  root.toggleAttribute('data-modal', true);
  // It comes also to one that has left the page meanwhile.
  dialog.addEventListener(
    'close',
    () => {
      shown.delete(dialog);
      root.toggleAttribute('data-modal', shown.size > 0);
    },
    { once: true },
  );
}
