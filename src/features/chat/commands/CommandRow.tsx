import type { JSX } from 'solid-js';
import { titleOf } from '../../../core/library/find-entries';
import { presetWords } from '../../../core/library/preset-words';
import type { LibraryEntry } from '../../../core/library/types';
import { offerTitle, offerWords, type ServerOffer } from '../../../core/tool-servers/offers';
import css from './commands.module.css';

/** What a slash lists. */
export type CommandEntry = LibraryEntry | ServerOffer;

/** One line of the list, with what it would do below. */
export function CommandRow(props: { entry: CommandEntry }): JSX.Element {
  return (
    <span class={css['row']}>
      <span class={css['title']}>{titleFor(props.entry)}</span>
      <span class={css['words']}>{wordsFor(props.entry)}</span>
    </span>
  );
}

function titleFor(entry: CommandEntry): string {
  return entry.kind === 'prompt' || entry.kind === 'preset' ? titleOf(entry) : offerTitle(entry);
}

function wordsFor(entry: CommandEntry): string {
  switch (entry.kind) {
    case 'preset':
      return `Preset · ${presetWords(entry)}`;
    case 'prompt':
      return entry.text.replace(/\s+/g, ' ').slice(0, 200);
    case 'server-prompt':
    case 'resource':
      return offerWords(entry);
  }
}
