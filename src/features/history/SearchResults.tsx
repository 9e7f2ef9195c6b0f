import { createMemo, type JSX, Show } from 'solid-js';
import { findTitles } from '../../core/search/find-titles';
import type { SearchHit } from '../../core/search/types';
import { ConversationsContext } from '../../state/conversations';
import { SearchContext } from '../../state/search';
import { VirtualList } from '../../ui/VirtualList';
import { MarkedWords } from './MarkedWords';
import { answerWords, hitLink, hitWords, titleWords } from './search-words';
import css from './SearchResults.module.css';

export interface SearchResultsProps {
  /** The chat on the page, if one is. */
  currentId?: string | undefined;
  /** Called when the keys lead up, out of the list. */
  onLeave: () => void;
}

const ROW_PX = 76;
const MOST_TITLES = 30;

/** The chats that have the words of the search field, newest first; each leads to the message that has them. */
export default function SearchResults(props: SearchResultsProps): JSX.Element {
  const search = SearchContext.use();
  const conversations = ConversationsContext.use();
  // Titles are known here; they stand in until the first answer comes, and where none will.
  const titles = () =>
    search.status === 'ready'
      ? undefined
      : findTitles(conversations.heads, search.query, MOST_TITLES);
  const answer = createMemo(() => search.answer ?? titles());
  const words = () => {
    const now = answer();
    if (!now) return '';
    return search.status === 'failed' ? titleWords(now) : answerWords(now);
  };
  const leave = (event: KeyboardEvent): void => {
    const row = (event.target as Element).closest('[data-index]');
    if (event.key === 'ArrowUp' && row?.getAttribute('data-index') === '0') props.onLeave();
  };
  return (
    <div class={css['results']} onKeyDown={leave}>
      <p class={css['words']} role="status">
        {words()}
      </p>
      <VirtualList
        label="Search results"
        items={answer()?.hits ?? []}
        rowHeight={ROW_PX}
        lean
        class={css['list']}
      >
        {(hit) => (
          <Hit hit={hit} query={answer()?.query ?? ''} isCurrent={hit.id === props.currentId} />
        )}
      </VirtualList>
    </div>
  );
}

function Hit(props: { hit: SearchHit; query: string; isCurrent: boolean }): JSX.Element {
  return (
    <a
      class={css['hit']}
      href={hitLink(props.hit, props.query)}
      aria-current={props.isCurrent ? 'page' : undefined}
    >
      <span class={css['head']}>
        <span class={css['title']}>
          <MarkedWords of={props.hit.title} />
        </span>
        <span class={css['count']}>{hitWords(props.hit)}</span>
      </span>
      <span class={css['snippet']}>
        <Show when={props.hit.best} fallback="In the title">
          {(best) => <MarkedWords of={best().snippet} />}
        </Show>
      </span>
    </a>
  );
}
