import { createEffect, createRoot } from 'solid-js';

/** Resolves once `condition` holds; reads signals. */
export function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    createRoot((dispose) => {
      createEffect(() => {
        if (!condition()) return;
        resolve();
        dispose();
      });
    });
  });
}
