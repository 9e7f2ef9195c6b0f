import { For, type JSX } from 'solid-js';
import { CommandsContext } from '../../state/commands';
import { keysSpoken, keyWords } from './key-words';
import css from './palette.module.css';

/** A shortcut as this system's keyboards are labelled. */
export function Keys(props: { keys: string }): JSX.Element {
  const { usesCommandKey } = CommandsContext.use();
  const words = () => keyWords(props.keys, usesCommandKey);
  return (
    <span class={css['keys']}>
      <span aria-hidden="true">
        <For each={words()}>{(word) => <kbd>{word}</kbd>}</For>
      </span>
      <span class="visually-hidden">{keysSpoken(words())}</span>
    </span>
  );
}
