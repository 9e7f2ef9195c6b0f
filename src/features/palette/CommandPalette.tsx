import { createMemo, createSignal, type JSX, Match, onCleanup, Show, Switch } from 'solid-js';
import { hitLink } from '../../core/search/hit-link';
import type { SearchAnswer, SearchHit } from '../../core/search/types';
import { type CommandId, CommandsContext } from '../../state/commands';
import { ConversationsContext } from '../../state/conversations';
import { SearchContext } from '../../state/search';
import { ServicesContext } from '../../state/services';
import { Chooser } from '../../ui/Chooser';
import { createMedia } from '../../ui/create-media';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { markedWords } from '../../ui/marked-words';
import { Keys } from './Keys';
import { type Entry, type PaletteCommand, paletteEntries } from './palette-entries';
import css from './palette.module.css';

export interface CommandPaletteProps {
  /** All that there are; only those that are possible now are shown. */
  commands: readonly PaletteCommand[];
  onClose: () => void;
}

/** One box for everything: commands with their shortcuts, chats by title, and words in any message. */
export function CommandPalette(props: CommandPaletteProps): JSX.Element {
  const registry = CommandsContext.use();
  const conversations = ConversationsContext.use();
  const { navigate } = ServicesContext.use();
  const isCoarse = createMedia('(pointer: coarse)');
  const [query, setQuery] = createSignal('');
  const [answer, setAnswer] = createSignal<SearchAnswer>();
  const searched = SearchContext.use();
  const search = searched.lend(setAnswer);
  onCleanup(search.giveBack);

  const ask = (words: string): void => {
    setQuery(words);
    search.ask(words);
  };
  // By their ids: what a command would do now may change with each token of an answer.
  const possible = createMemo<readonly CommandId[]>(
    () => props.commands.flatMap(({ id }) => (registry.action(id) ? [id] : [])),
    [],
    { equals: (a, b) => a.join() === b.join() },
  );
  const commands = createMemo(() => props.commands.filter(({ id }) => possible().includes(id)));
  const entries = createMemo(() => {
    const found = answer();
    const isCurrent = found?.query === query().trim();
    return paletteEntries({
      query: query(),
      commands: commands(),
      recent: registry.recent,
      chats: conversations.heads,
      answer: isCurrent ? found : undefined,
    });
  });

  const choose = (entry: Entry): void => {
    const words = query().trim();
    const id = entry.kind === 'command' ? entry.command.id : undefined;
    const action = id && registry.action(id);
    // Closed first: what is done may take the focus elsewhere.
    props.onClose();
    if (entry.kind !== 'command') return navigate(hitLink(entry.hit, words));
    const { recent } = registry;
    recent.splice(0, recent.length, entry.command.id, ...recent.filter((other) => other !== id));
    action?.();
  };
  /** By the key that opened it, or Esc, which would only empty the search box at first. */
  const closeByKey = (event: KeyboardEvent): void => {
    const isOpener = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (event.isComposing || (!isOpener && event.key !== 'Escape')) return;
    event.preventDefault();
    props.onClose();
  };
  return (
    <Dialog open title="Commands" onClose={() => props.onClose()}>
      <div on:keydown={closeByKey}>
        <Chooser
          label="Commands and chats"
          listLabel="Results"
          placeholder="What to do, or words of a chat"
          query={query()}
          onQuery={ask}
          items={entries()}
          total={20}
          rowHeight={isCoarse() ? 48 : 40}
          onChoose={choose}
          empty={
            searched.status === 'reading'
              ? 'Reading your chats …'
              : 'No command and no chat has these words. Fewer letters find more.'
          }
        >
          {(entry) => (
            <span class={css['entry']}>
              <Switch>
                <Match when={entry.kind === 'command' && entry.command}>
                  {(command) => <CommandLine command={command()} />}
                </Match>
                <Match when={entry.kind !== 'command' && entry.hit}>
                  {(hit) => <ChatLine hit={hit()} />}
                </Match>
              </Switch>
            </span>
          )}
        </Chooser>
      </div>
    </Dialog>
  );
}

function CommandLine(props: { command: PaletteCommand }): JSX.Element {
  return (
    <>
      <Icon name={props.command.icon} />
      <span class={css['label']}>{props.command.label}</span>
      <Show when={props.command.keys}>{(keys) => <Keys keys={keys()} />}</Show>
    </>
  );
}

function ChatLine(props: { hit: SearchHit }): JSX.Element {
  const conversations = ConversationsContext.use();
  return (
    <>
      <Icon name="chat" />
      <span class={css['label']} ref={markedWords(() => props.hit.title)} />
      <Show when={props.hit.best}>
        {(best) => <span class={css['snippet']} ref={markedWords(() => best().snippet)} />}
      </Show>
      <Show when={conversations.get(props.hit.id)?.archived}>
        <span class={css['kind']}>Archived</span>
      </Show>
    </>
  );
}
