import { createSignal, type JSX, Show, Suspense } from 'solid-js';
import type { ModelRef } from '../../core/models/types';
import { createOffer } from '../../state/commands';
import { Button } from '../../ui/Button';
import { Coming } from '../../ui/Coming';
import { Icon } from '../../ui/Icon';
import { late } from '../../ui/late';
import css from './ModelPicker.module.css';

const ModelPickerDialog = late(() => import('./ModelPickerDialog'));
// Whoever points at the button may type as soon as it is pressed.
const fetchAhead = (): void => void ModelPickerDialog.preload();

export interface ModelPickerProps {
  chosen: ModelRef | undefined;
  onChoose: (model: ModelRef) => void;
}

/** The button that names the model of a chat and opens the choice of another. */
export function ModelPicker(props: ModelPickerProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  createOffer(() => ({ 'choose-model': () => setOpen(true) }));
  const name = (): string => props.chosen?.modelName ?? 'none yet';
  return (
    <span class={css['picker']}>
      <Button
        variant="quiet"
        aria-label={`Model ${name()}`}
        aria-haspopup="dialog"
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onClick={() => setOpen(true)}
      >
        <span class={css['face']}>
          <span class={css['word']}>Model</span> <span class={css['name']}>{name()}</span>
        </span>
        <Icon name="chevron-down" size={14} />
      </Button>
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense fallback={<Coming />}>
        <Show when={open()}>
          <ModelPickerDialog {...props} onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </span>
  );
}
