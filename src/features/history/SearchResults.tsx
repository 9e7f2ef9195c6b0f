import { createMemo, type JSX, Show } from 'solid-js';
import { findTitles } from '../../core/search/find-titles';
import { hitLink } from '../../core/search/hit-link';
import type { MarkedText, SearchHit } from '../../core/search/types';
import { ConversationsContext } from '../../state/conversations';
import { SearchContext } from '../../state/search';
import { VirtualList } from '../../ui/VirtualList';
import { markedWords } from '../../ui/marked-words';
import { answerWords, hitWords, titleWords } from './search-words';
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
  // By chat, so that the row of one that is found again stays, and only its words change.
  const hits = createMemo(() => new Map(answer()?.hits.map((hit) => [hit.id, hit])));
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
        items={[...hits().keys()]}
        rowHeight={ROW_PX}
        lean
        class={css['list']}
      >
        {(id) => (
          <Hit
            hit={hits().get(id)}
            query={answer()?.query ?? ''}
            isCurrent={id === props.currentId}
          />
        )}
      </VirtualList>
    </div>
  );
}

interface HitProps {
  /** Undefined when the row is about to go. */
  hit: SearchHit | undefined;
  query: string;
  isCurrent: boolean;
}

const NO_WORDS: MarkedText = { text: '', marks: [] };
const IN_TITLE: MarkedText = { text: 'In the title', marks: [] };

function Hit(props: HitProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const isArchived = () => conversations.get(props.hit?.id ?? '')?.archived;
  return (
    <a
      class={css['hit']}
      href={props.hit && hitLink(props.hit, props.query)}
      aria-current={props.isCurrent ? 'page' : undefined}
    >
      <span class={css['head']}>
        <span class={css['title']} ref={markedWords(() => props.hit?.title ?? NO_WORDS)} />
        <Show when={isArchived()}>
          <span class={css['count']}>Archived</span>
        </Show>
        <span class={css['count']}>{props.hit && hitWords(props.hit)}</span>
      </span>
      <span class={css['snippet']} ref={markedWords(() => props.hit?.best?.snippet ?? IN_TITLE)} />
    </a>
  );
}
