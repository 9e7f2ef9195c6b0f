import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  type JSX,
  Match,
  on,
  onCleanup,
  Show,
  Switch,
  untrack,
} from 'solid-js';
import { findEntries, titleOf } from '../../../core/library/find-entries';
import { presetWords } from '../../../core/library/preset-words';
import { fillPrompt, variablesOf } from '../../../core/library/prompt-text';
import type { LibraryEntry, Prompt } from '../../../core/library/types';
import { useLibrary } from '../../../state/use-library';
import { Listbox } from '../../../ui/Listbox';
import { optionId, stepActive } from '../../../ui/listbox-keys';
import { takeEnter, type CommandSlotProps, type TakeKey } from './CommandSlot';
import css from './commands.module.css';
import { createTakePreset } from './take-preset';
import { VariablesDialog } from './VariablesDialog';

export interface CommandMenuProps extends Omit<CommandSlotProps, 'onKeys'> {
  query: string;
  onKeys: (take: TakeKey | undefined) => void;
}

const ROW_PX = 48;
const ROWS = 6;

/** The list that a slash opens: ↑ ↓ move, Enter and Tab choose, Esc closes. Nothing is sent by it. */
export default function CommandMenu(props: CommandMenuProps): JSX.Element {
  const view = useLibrary();
  const take = createTakePreset();
  const listId = createUniqueId();
  const [box, chat] = untrack(() => [props.box(), props.chat] as const);
  const [isClosed, setIsClosed] = createSignal(false);
  const [active, setActive] = createSignal(0);
  const [asking, setAsking] = createSignal<Prompt>();

  const all = createMemo((): readonly LibraryEntry[] => {
    const current = view();
    return current.kind === 'open' ? [...current.library.prompts, ...current.library.presets] : [];
  });
  const found = createMemo(() => findEntries(all(), props.query));
  const isOpen = (): boolean => !isClosed() && !asking() && found().length > 0;
  createEffect(on([() => props.query, all], () => setActive(0)));
  createEffect(() => describe(box, isOpen() ? { listId, active: active() } : undefined));

  const write = (text: string): void => {
    setIsClosed(true);
    props.onText(text);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    box.scrollTop = box.scrollHeight;
  };
  const choose = (entry: LibraryEntry): void => {
    if (entry.kind === 'preset') {
      take(chat, props.id, entry);
      write('');
    } else if (variablesOf(entry.text).length > 0) setAsking(entry);
    else write(entry.text);
  };

  const press: TakeKey = (event) => {
    if (view().kind === 'reading') return takeEnter(event);
    const withModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (!isOpen() || event.isComposing || withModifier) return false;
    const next = stepActive(event, active(), found().length);
    const chosen = found()[active()];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Escape') setIsClosed(true);
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  };
  untrack(() => props.onKeys(press));
  onCleanup(() => {
    props.onKeys(undefined);
    describe(box, undefined);
  });

  const failure = (): string | undefined => {
    const current = view();
    return current.kind === 'failed' ? current.reason : undefined;
  };
  const isBare = (): boolean => props.query === '' && all().length === 0 && !isClosed();
  return (
    <div class={css['slot']}>
      <Switch>
        <Match when={isOpen()}>
          <div
            class={css['panel']}
            style={{ 'block-size': `${Math.min(found().length, ROWS) * ROW_PX + 12}px` }}
          >
            <Listbox
              id={listId}
              label="Prompts and presets"
              items={found()}
              rowHeight={ROW_PX}
              active={active()}
              onActive={setActive}
              onSelect={choose}
            >
              {(entry) => <Row entry={entry} />}
            </Listbox>
          </div>
        </Match>
        <Match when={isBare() && failure()}>
          {(reason) => <p class={css['note']}>Your prompts could not be read. {reason()}</p>}
        </Match>
        <Match when={isBare() && view().kind === 'open'}>
          <p class={css['note']}>
            A slash lists your prompts and presets. There are none yet:{' '}
            <a href="#/prompts">write a prompt</a>.
          </p>
        </Match>
      </Switch>
      <p class="visually-hidden" role="status">
        {isOpen() ? `${found().length} in the list. Arrow keys move, Enter chooses.` : ''}
      </p>
      <Show when={asking()}>
        {(prompt) => (
          <VariablesDialog
            title={prompt().title}
            variables={variablesOf(prompt().text)}
            onDone={(values) => {
              const text = fillPrompt(prompt().text, values);
              setAsking();
              write(text);
            }}
            onClose={() => setAsking()}
          />
        )}
      </Show>
    </div>
  );
}

/** Ties the text box to the list, as a combobox does; its role stays that of a text box. */
function describe(
  box: HTMLTextAreaElement,
  list: { listId: string; active: number } | undefined,
): void {
  const set = (name: string, value: string | undefined): void =>
    value === undefined ? box.removeAttribute(name) : box.setAttribute(name, value);
  set('aria-autocomplete', list && 'list');
  set('aria-controls', list?.listId);
  set('aria-activedescendant', list && optionId(list.listId, list.active));
}

function Row(props: { entry: LibraryEntry }): JSX.Element {
  const words = (): string =>
    props.entry.kind === 'preset'
      ? `Preset · ${presetWords(props.entry)}`
      : props.entry.text.replace(/\s+/g, ' ').slice(0, 200);
  return (
    <span class={css['row']}>
      <span class={css['title']}>{titleOf(props.entry)}</span>
      <span class={css['words']}>{words()}</span>
    </span>
  );
}
