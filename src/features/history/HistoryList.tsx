import { ErrorBoundary, type JSX, lazy, Show, Suspense } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { createOffer } from '../../state/commands';
import { SearchContext } from '../../state/search';
import { Coming } from '../../ui/Coming';
import { LinkButton } from '../../ui/LinkButton';
import { SearchField } from '../../ui/SearchField';
import css from './HistoryList.module.css';

// The composer goes first: the list is fetched while the chats are read.
const ChatList = lazy(() => import('./ChatList'));
/** Asks for the list ahead; what fails is told where it is shown. */
export const loadChatList = (): Promise<unknown> => ChatList.preload().catch(() => {});
const SearchResults = lazy(() => import('./SearchResults'));

export interface HistoryListProps {
  /** The chat on the page, if one is. */
  currentId?: string | undefined;
}

/** The chats by day or, as soon as something stands in the search field, those that have its words. */
export function HistoryList(props: HistoryListProps): JSX.Element {
  const search = SearchContext.use();
  const place = { top: 0 };
  let list: HTMLDivElement | undefined;
  let field: HTMLInputElement | undefined;

  createOffer(() => ({ search: () => field?.focus() }));

  const prepare = (): void => {
    search.start();
    // Offline and not cached: whoever types hears of it.
    void SearchResults.preload().catch(() => {});
  };
  const firstLink = () => list?.querySelector<HTMLElement>('li a');
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') firstLink()?.focus();
    else if (event.key === 'Enter' && search.isAnswered()) firstLink()?.click();
    else if (event.key === 'Escape' && search.query) search.ask('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class={css['history']}>
      <div class={css['head']}>
        <LinkButton href="#/" icon="plus">
          New chat
        </LinkButton>
        <SearchField
          label="Search"
          value={search.query}
          onInput={search.ask}
          onFocus={prepare}
          onKeyDown={press}
          ref={(element) => (field = element)}
        />
      </div>
      <div ref={list} class={css['body']}>
        <ErrorBoundary
          fallback={
            <p class={css['broken']}>
              This list could not be loaded. <a href={helpOn('update')}>Help</a>
            </p>
          }
        >
          <Suspense fallback={<Coming words="Reading your chats." />}>
            <Show
              when={search.query.trim()}
              fallback={<ChatList currentId={props.currentId} place={place} />}
            >
              <SearchResults currentId={props.currentId} onLeave={() => field?.focus()} />
            </Show>
          </Suspense>
        </ErrorBoundary>
      </div>
    </div>
  );
}
