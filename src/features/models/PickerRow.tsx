import { For, type JSX, Show } from 'solid-js';
import { sourceInWords } from '../../core/models/limit-words';
import type { Choice } from '../../core/models/model-shelf';
import type { Model } from '../../core/models/types';
import { formatNumber } from '../../lib/format';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/icon-paths';
import { describeCopy } from './model-facts';
import css from './ModelPicker.module.css';
import { StarIcon } from './StarIcon';

const abilities: readonly { of: 'tools' | 'vision' | 'reasoning'; icon: IconName }[] = [
  { of: 'tools', icon: 'tool' },
  { of: 'vision', icon: 'eye' },
  { of: 'reasoning', icon: 'brain' },
];

export interface PickerRowProps {
  choice: Choice;
  isFavourite: boolean;
  onFavourite: () => void;
}

/** A model in the picker: its id, what is known of it, what it can, and the star. */
export function PickerRow(props: PickerRowProps): JSX.Element {
  const model = (): Model => props.choice.model;
  const facts = (): string => {
    const { tokens, source } = model().contextWindow;
    const alias = model().name === model().id ? '' : model().name;
    const window = `${formatNumber(tokens)} (${sourceInWords(source)})`;
    return [
      props.choice.inGroup ? '' : props.choice.provider.label,
      window,
      describeCopy(model()),
      alias,
    ]
      .filter(Boolean)
      .join(' · ');
  };
  return (
    <span class={css['row']}>
      <span class={css['text']}>
        <span class={css['id']}>{model().id}</span>
        <span class={css['facts']}>
          <Show when={model().loaded}>
            <span class={css['loaded']} />
          </Show>
          {facts()}
          <Show when={props.choice.inGroup}>
            <span class="visually-hidden"> · {props.choice.provider.label}</span>
          </Show>
        </span>
      </span>
      <span class={css['abilities']}>
        <For each={abilities.filter(({ of }) => model()[of].value)}>
          {({ of, icon }) => (
            <span title={of}>
              <Icon name={icon} size={14} />
              <span class="visually-hidden">, {of}</span>
            </span>
          )}
        </For>
      </span>
      {/* For pointers; keys and screen readers have the button below the list, for an option can hold none. */}
      <span
        class={css['star']}
        data-on={props.isFavourite ? '' : undefined}
        title={props.isFavourite ? 'Remove from favourites' : 'Add to favourites'}
        aria-hidden="true"
        on:click={(event) => {
          event.stopPropagation();
          props.onFavourite();
        }}
      >
        <StarIcon filled={props.isFavourite} />
      </span>
    </span>
  );
}
