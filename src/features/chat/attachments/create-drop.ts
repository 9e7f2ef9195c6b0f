import { createSignal, onCleanup, onMount, type Accessor } from 'solid-js';

/** Takes files that are dropped anywhere on the page; tells while some are held over it. Owned. */
export function createDrop(onFiles: (files: File[]) => void): Accessor<boolean> {
  const [isOver, setIsOver] = createSignal(false);
  const bringsFiles = (event: DragEvent): boolean =>
    event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    // Else the browser would leave the page to show the file.
    event.preventDefault();
    setIsOver(true);
  };
  const leave = (event: DragEvent): void => {
    // Between two elements there is another one; out of the window there is none.
    if (event.relatedTarget === null) setIsOver(false);
  };
  const drop = (event: DragEvent): void => {
    setIsOver(false);
    if (!bringsFiles(event)) return;
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  onMount(() => {
    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener('dragenter', over, { signal });
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', drop, { signal });
    onCleanup(() => controller.abort());
  });
  return isOver;
}
