import { createSignal, Show, Suspense } from 'solid-js';
import { Button } from '../../ui/Button';
import { Coming } from '../../ui/Coming';
import { late } from '../../ui/late';
import css from './providers.module.css';

const HandOverDialog = late(() => import('./HandOverDialog'));

/** The way to Patchbay on another device. */
export function HandOverSection() {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <section class={css['section']} aria-label="Another device">
      <div>
        <h2 class={css['heading']}>Another device</h2>
        <p class={css['note']}>
          A QR code or a link sets up Patchbay on your phone, or anywhere else, with these
          providers.
        </p>
      </div>
      <div class={css['row']}>
        <Button icon="external" onClick={() => setOpen(true)}>
          Set up another device
        </Button>
      </div>
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense fallback={<Coming />}>
        <Show when={isOpen()}>
          <HandOverDialog onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </section>
  );
}
