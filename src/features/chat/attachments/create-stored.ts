import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import type { StoredAttachment } from '../../../core/attachments/types';
import { ServicesContext } from '../../../state/services';

/** What is stored of an attachment, with an address of its bytes for as long as the owner lives. */
export type Stored =
  { kind: 'loading' | 'gone' } | { kind: 'here'; stored: StoredAttachment; url: string };

/** Reads an attachment; owned. No resource: that would hold up everything around it. */
export function createStored(id: Accessor<string>): Accessor<Stored> {
  const services = ServicesContext.use();
  const [stored, setStored] = createSignal<Stored>({ kind: 'loading' });
  createEffect(
    on(id, (wanted) => {
      let url: string | undefined;
      let isOver = false;
      onCleanup(() => {
        isOver = true;
        if (url !== undefined) URL.revokeObjectURL(url);
      });
      const show = async (): Promise<void> => {
        const found = await (await services.attachments()).read(wanted);
        if (isOver) return;
        url = found && URL.createObjectURL(found.blob);
        setStored(found && url ? { kind: 'here', stored: found, url } : { kind: 'gone' });
      };
      show().catch(() => setStored({ kind: 'gone' }));
    }),
  );
  return stored;
}
