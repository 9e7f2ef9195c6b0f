import { createSignal, Match, onCleanup, onMount, Show, Suspense, Switch } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { Decoded } from '../../core/providers/codec';
import type { HandOver, Received } from '../../core/hand-over/hand-over';
import type { SealedText } from '../../core/sealing/types';
import { reasonOf } from '../../lib/reason';
import { SafekeepingContext } from '../../state/safekeeping';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Coming } from '../../ui/Coming';
import { Empty } from '../../ui/Empty';
import { late } from '../../ui/late';
import { LinkButton } from '../../ui/LinkButton';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { HandOverCode } from './HandOverCode';
import { lostWords, type Words } from './hand-over-words';
import css from './hand-over.module.css';
import shared from './providers.module.css';
import { ProblemList } from './ProblemList';

const ImportDialog = late(() => import('./ImportDialog'));

type State = Received | { kind: 'reading' } | { kind: 'failed'; reason: string };

export interface HandOverPageProps {
  /** The part of the link behind `#/hand-over/`, which has left the address already; empty after that. */
  payload: string;
}

/** What a link from another device brings: the code is asked for if it takes one, then the import is shown. */
export default function HandOverPage(props: HandOverPageProps) {
  const safekeeping = SafekeepingContext.use();
  const [state, setState] = createSignal<State>({ kind: 'reading' });
  let tools: HandOver | undefined;
  let isHere = true;
  onCleanup(() => (isHere = false));
  onMount(() => {
    read().catch((error: unknown) => show({ kind: 'failed', reason: reasonOf(error) }));
  });

  function show(next: State): void {
    if (isHere) setState(next);
  }
  async function read(): Promise<void> {
    if (!props.payload) return;
    tools = (await safekeeping()).handOver;
    show(await tools.open(props.payload));
  }
  /** False: it is another code. */
  async function unseal(sealed: SealedText, code: string): Promise<boolean> {
    const received = await tools?.unseal(sealed, code);
    if (received) show(received);
    return received !== undefined;
  }

  const sealed = () => {
    const current = state();
    return current.kind === 'sealed' ? current.sealed : undefined;
  };
  const decoded = () => {
    const current = state();
    return current.kind === 'setup' ? current.decoded : undefined;
  };
  const lost = () => lostWords(props.payload ? state() : { kind: 'used' });

  return (
    <Page title="Set up this device">
      <Switch fallback={<Coming words="Reading the link." />}>
        <Match when={lost()}>{(words) => <Lost words={words()} />}</Match>
        <Match when={sealed()}>
          {(locked) => <HandOverCode onCode={(code) => unseal(locked(), code)} />}
        </Match>
        <Match when={decoded()}>{(current) => <Brought decoded={current()} />}</Match>
      </Switch>
    </Page>
  );
}

function Lost(props: { words: Words }) {
  return (
    <Empty
      title={props.words.title}
      help={helpOn('set-up-link')}
      actions={<LinkButton href="#/providers">Providers</LinkButton>}
    >
      {props.words.text}
    </Empty>
  );
}

/** The import on top of this page, which shows it again: the link cannot be opened by going back. */
function Brought(props: { decoded: Decoded }) {
  const { navigate } = ServicesContext.use();
  const [isShown, setShown] = createSignal(true);
  const good = () => (props.decoded.ok ? props.decoded : undefined);
  const problems = () => (props.decoded.ok ? [] : props.decoded.problems);
  return (
    <Show
      when={good()}
      fallback={
        <Notice tone="red" role="alert" help={helpOn('set-up-link')}>
          <p>The link cannot be used. Nothing was changed.</p>
          <ProblemList problems={problems()} />
        </Notice>
      }
    >
      {(setup) => (
        <div class={css['received']}>
          <p>Nothing has been changed yet. The link has left the address, but this page has it.</p>
          <div class={shared['row']}>
            <Button variant="primary" onClick={() => setShown(true)}>
              Show what comes
            </Button>
            <LinkButton href="#/providers" variant="quiet">
              Leave it
            </LinkButton>
          </div>
          <Suspense fallback={<Coming />}>
            <Show when={isShown()}>
              <ImportDialog
                name="from a link"
                isLink
                file={setup().file}
                warnings={setup().warnings}
                onImported={() => navigate('#/providers')}
                onClose={() => setShown(false)}
              />
            </Show>
          </Suspense>
        </div>
      )}
    </Show>
  );
}
