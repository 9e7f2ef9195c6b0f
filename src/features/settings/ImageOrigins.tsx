import { For, type JSX, Show } from 'solid-js';
import { Button } from '../../ui/Button';
import css from './SettingsPage.module.css';

export interface ImageOriginsProps {
  origins: readonly string[];
  onRemove: (origin: string) => void;
}

/** Whose images are shown in answers, and how to take that back. */
export function ImageOrigins(props: ImageOriginsProps): JSX.Element {
  return (
    <section class={css['section']} aria-label="Images in answers">
      <h2 class={css['heading']}>Images in answers</h2>
      <p class={css['about']}>
        <Show
          when={props.origins.length > 0}
          fallback="No address is asked for images. Where an answer links one, a button beside it names the address and asks first."
        >
          Images in answers are fetched from these addresses without asking again. Each of them
          learns that you read the answer, and whatever the model wrote into the link.
        </Show>
      </p>
      <ul class={css['origins']} hidden={props.origins.length === 0}>
        <For each={props.origins}>
          {(origin) => (
            <li>
              <span class="mono">{origin}</span>
              <Button
                size="small"
                aria-label={`Remove ${origin}`}
                onClick={() => props.onRemove(origin)}
              >
                Remove
              </Button>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
