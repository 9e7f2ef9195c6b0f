import { createSignal, For, type JSX } from 'solid-js';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Empty } from '../Empty';
import { Notice } from '../Notice';
import { Toasts } from '../Toasts';
import { createToasts } from '../toast-queue';
import css from './Gallery.module.css';

const SIZES = ['small', 'medium', 'large'] as const;
const NOTICES = ['plain', 'amber', 'red', 'green'] as const;
const TOASTS = ['plain', 'amber', 'red'] as const;
const nothing = (): void => {};

/** What lies on the page, and what floats above it. */
export function Surfaces(): JSX.Element {
  const toasts = createToasts();
  const [size, setSize] = createSignal<(typeof SIZES)[number]>();
  return (
    <section class={css['section']} aria-label="Surfaces">
      <h2>Surfaces</h2>
      <For each={NOTICES}>
        {(tone) => (
          <Notice
            tone={tone}
            icon="info"
            help="#/help"
            actions={<Button size="small">Do it</Button>}
          >
            What is so, {tone}. Then what to do.
          </Notice>
        )}
      </For>
      <Empty title="Nothing yet" actions={<Button variant="primary">Begin</Button>}>
        What belongs here, and how it gets here.
      </Empty>
      <div class={css['row']}>
        <For each={SIZES}>
          {(each) => <Button onClick={() => setSize(each)}>Dialog, {each}</Button>}
        </For>
        <For each={TOASTS}>
          {(tone) => (
            <Button
              onClick={() =>
                toasts.show({
                  text: `It happened, ${tone}.`,
                  ...(tone === 'plain' ? {} : { tone, help: '#/help' }),
                  action: { label: 'Undo', run: nothing },
                })
              }
            >
              Toast, {tone}
            </Button>
          )}
        </For>
      </div>
      <Dialog
        open={size() !== undefined}
        onClose={() => setSize()}
        title="A dialog"
        size={size()}
        footer={
          <Button variant="primary" onClick={() => setSize()}>
            Done
          </Button>
        }
      >
        What is asked.
      </Dialog>
      <Toasts toasts={toasts} />
    </section>
  );
}
