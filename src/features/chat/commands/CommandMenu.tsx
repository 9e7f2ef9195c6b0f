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
import { helpOn } from '../../../core/help/symptom-id';
import { findEntries } from '../../../core/library/find-entries';
import { fillPrompt, variablesOf } from '../../../core/library/prompt-text';
import type { LibraryEntry } from '../../../core/library/types';
import { findOffers, offerTitle } from '../../../core/tool-servers/offers';
import type { McpPrompt } from '../../../protocol/mcp/types';
import { useLibrary } from '../../../state/use-library';
import { Listbox } from '../../../ui/Listbox';
import { optionId, stepActive } from '../../../ui/listbox-keys';
import { type CommandEntry, CommandRow } from './CommandRow';
import { takeEnter, type CommandSlotProps, type TakeKey } from './CommandSlot';
import css from './commands.module.css';
import { createServerOffers } from './create-server-offers';
import { createTakeOffer } from './create-take-offer';
import { createTakePreset } from './take-preset';
import { type AskedVariable, VariablesDialog, type VariablesDialogProps } from './VariablesDialog';

export interface CommandMenuProps extends Omit<CommandSlotProps, 'onKeys'> {
  query: string;
  onKeys: (take: TakeKey | undefined) => void;
}

/** What is asked before a text goes into the composer. */
type Asking = Pick<VariablesDialogProps, 'title' | 'variables' | 'onDone'>;

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
  const [asking, setAsking] = createSignal<Asking>();

  const all = createMemo((): readonly LibraryEntry[] => {
    const current = view();
    return current.kind === 'open' ? [...current.library.prompts, ...current.library.presets] : [];
  });
  const offers = createServerOffers();
  // What servers have comes later, and so below: what is already chosen stays in its place.
  const found = createMemo((): readonly CommandEntry[] => [
    ...findEntries(all(), props.query),
    ...findOffers(offers.all(), props.query),
  ]);
  createEffect(on([() => props.query, all], () => setActive(0)));

  const write = (text: string): void => {
    setIsClosed(true);
    props.onText(text);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    box.scrollTop = box.scrollHeight;
  };
  const taking = createTakeOffer(offers.servers, write);
  // Another text or another chat wants something else.
  createEffect(on([() => props.id, () => props.query], () => taking.stop(), { defer: true }));

  const fill = (text: string, values: Record<string, string>): void =>
    write(fillPrompt(text, values));
  const ask = (title: string, variables: readonly AskedVariable[], onDone: Asking['onDone']) =>
    variables.length > 0 ? setAsking({ title, variables, onDone }) : onDone({});
  const choose = (entry: CommandEntry): void => {
    switch (entry.kind) {
      case 'preset':
        take(chat, props.id, entry);
        return write('');
      case 'prompt':
        return void ask(entry.title, variablesOf(entry.text), fill.bind(undefined, entry.text));
      case 'server-prompt':
        return void ask(offerTitle(entry), argumentsOf(entry.prompt), (values) =>
          taking.insert(entry, values),
        );
      case 'resource':
        return taking.attach(entry, props.id);
    }
  };

  const isIdle = (): boolean => !isClosed() && !asking() && !taking.fetching();
  const isOpen = (): boolean => isIdle() && found().length > 0;
  /** Nothing is found yet, and may be in a moment. */
  const isAwaited = (): boolean => isIdle() && found().length === 0 && offers.isLooking();
  createEffect(() => describe(box, isOpen() ? { listId, active: active() } : undefined));

  const press: TakeKey = (event) => {
    if (view().kind === 'reading') return takeEnter(event);
    if (taking.fetching() || isAwaited())
      return event.key === 'Escape' ? giveUp(event) : takeEnter(event);
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
  function giveUp(event: KeyboardEvent): boolean {
    event.preventDefault();
    if (taking.fetching()) taking.stop();
    else setIsClosed(true);
    return true;
  }
  untrack(() => props.onKeys(press));
  onCleanup(() => {
    props.onKeys(undefined);
    describe(box, undefined);
  });

  const failure = (): string | undefined => {
    const current = view();
    return current.kind === 'failed' ? current.reason : undefined;
  };
  const isBare = (): boolean => props.query === '' && found().length === 0 && isIdle();
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
              {(entry) => <CommandRow entry={entry} />}
            </Listbox>
          </div>
        </Match>
        <Match when={isBare() && failure()}>
          {(reason) => (
            <p class={css['note']}>
              Your prompts could not be read. {reason()} <a href={helpOn('unreadable')}>Help</a>
            </p>
          )}
        </Match>
        <Match when={taking.fetching()}>
          {(offer) => (
            <p class={css['note']}>
              Waiting for {offer().server}: {offerTitle(offer())} … Esc stops it.
            </p>
          )}
        </Match>
        <Match when={isAwaited() && offers.connecting().length > 0}>
          <p class={css['note']}>Connecting to {offers.connecting().join(', ')} …</p>
        </Match>
        <Match when={isBare() && view().kind === 'open' && !offers.isLooking()}>
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
        {(asked) => (
          <VariablesDialog
            title={asked().title}
            variables={asked().variables}
            onDone={(values) => {
              const { onDone } = asked();
              setAsking();
              onDone(values);
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

function argumentsOf(prompt: McpPrompt): AskedVariable[] {
  return prompt.arguments.map(({ name, description, required }) => ({
    name,
    preset: '',
    isNeeded: required,
    hint: [required ? '' : 'Optional.', description].filter(Boolean).join(' ') || undefined,
  }));
}
