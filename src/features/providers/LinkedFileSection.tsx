import { createResource, createSignal, type JSX, lazy, Match, Show, Switch } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { fileFailure } from '../../lib/file-failure';
import { formatAgo } from '../../lib/format';
import type { LinkedFile, LinkView } from '../../state/linked-file';
import { SafekeepingContext } from '../../state/safekeeping';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { ProblemList } from './ProblemList';
import css from './providers.module.css';

const LinkFileDialog = lazy(() => import('./LinkFileDialog'));
const LinkChoiceDialog = lazy(() => import('./LinkChoiceDialog'));

/** A providers.json on disk that is kept in step; a sentence where the browser cannot. */
export default function LinkedFileSection(): JSX.Element {
  const open = SafekeepingContext.use();
  const [safekeeping] = createResource(open);
  return (
    <Show when={safekeeping.state === 'ready' && safekeeping()}>
      {(opened) => (
        <section class={css['section']} aria-label="Linked file">
          <div>
            <h2 class={css['heading']}>Linked file</h2>
            <p class={css['note']}>
              <Show
                when={opened().linkedFile}
                fallback="This browser cannot keep a file on disk in step; Chrome, Edge and other Chromium browsers can."
              >
                A providers.json on disk, kept in step both ways: a change here is written to it, a
                change there comes here. Providers that are taken out of the file stay here.
              </Show>
            </p>
          </div>
          <Show when={opened().linkedFile}>{(linked) => <State linked={linked()} />}</Show>
        </section>
      )}
    </Show>
  );
}

type ViewOf<Kind extends LinkView['kind']> = Extract<LinkView, { kind: Kind }>;

function State(props: { linked: LinkedFile }): JSX.Element {
  const { clock } = ServicesContext.use();
  const [isLinking, setIsLinking] = createSignal(false);
  const [isChoosing, setIsChoosing] = createSignal(false);
  const [problem, setProblem] = createSignal('');
  const is = <Kind extends LinkView['kind']>(kind: Kind) => {
    const current = props.linked.view();
    return current.kind === kind ? (current as ViewOf<Kind>) : undefined;
  };
  async function attempt(work: Promise<void>): Promise<void> {
    setProblem('');
    try {
      await work;
    } catch (error) {
      setProblem(fileFailure(error, 'file'));
    }
  }
  async function settle(answer: Parameters<LinkedFile['settle']>[0]): Promise<void> {
    await attempt(props.linked.settle(answer));
    setIsChoosing(false);
  }
  const unlink = (): JSX.Element => (
    <Button variant="quiet" onClick={() => void attempt(props.linked.unlink())}>
      Unlink
    </Button>
  );
  const check = () => void attempt(props.linked.check());
  return (
    <>
      <Show when={problem()}>
        <Notice tone="red" role="alert" help={helpOn('linked-file')}>
          {problem()}
        </Notice>
      </Show>
      <Switch>
        <Match when={is('none')}>
          <div class={css['row']}>
            <Button icon="file" onClick={() => setIsLinking(true)}>
              Link a file
            </Button>
          </div>
        </Match>
        <Match when={is('looking')}>
          {(view) => <p class={css['note']}>Reading {view().name}.</p>}
        </Match>
        <Match when={is('in-step')}>
          {(view) => (
            <div class={css['row']}>
              <p role="status">
                <strong>{view().name}</strong> is in step,{' '}
                {view().includeKeys ? 'keys included' : 'without the keys from here'}.{' '}
                <span class={css['note']}>Last change {formatAgo(clock.now() - view().at)}.</span>
              </p>
              {unlink()}
            </div>
          )}
        </Match>
        <Match when={is('asks')}>
          {(view) => (
            <Notice
              tone="amber"
              role="note"
              actions={
                <>
                  <Button variant="primary" onClick={() => void attempt(props.linked.resume())}>
                    Continue with {view().name}
                  </Button>
                  {unlink()}
                </>
              }
            >
              The browser asks again before Patchbay may use {view().name}. Until then it is not
              kept in step.
            </Notice>
          )}
        </Match>
        <Match when={is('choice')}>
          {(view) => (
            <Notice
              tone="amber"
              role="note"
              actions={
                <>
                  <Button variant="primary" onClick={() => setIsChoosing(true)}>
                    Compare and choose
                  </Button>
                  {unlink()}
                </>
              }
            >
              {choiceWords(view())}
            </Notice>
          )}
        </Match>
        <Match when={is('broken')}>
          {(view) => (
            <Notice
              tone="red"
              role="alert"
              help={helpOn('linked-file')}
              actions={
                <>
                  <Button onClick={check}>Read it again</Button>
                  {unlink()}
                </>
              }
            >
              <p>{view().name} cannot be read. Nothing is written to it until it can.</p>
              <ProblemList problems={view().problems} />
            </Notice>
          )}
        </Match>
        <Match when={is('failed')}>
          {(view) => (
            <Notice
              tone="red"
              role="alert"
              help={helpOn('linked-file')}
              actions={
                <>
                  <Button onClick={check}>Try again</Button>
                  <Button onClick={() => setIsLinking(true)}>Link another file</Button>
                  {unlink()}
                </>
              }
            >
              {view().name} is not kept in step. {view().reason}
            </Notice>
          )}
        </Match>
      </Switch>
      <Show when={isLinking()}>
        <LinkFileDialog
          onClose={() => setIsLinking(false)}
          onLink={(way, includeKeys) => {
            setIsLinking(false);
            void attempt(props.linked.link(way, includeKeys));
          }}
        />
      </Show>
      <Show when={isChoosing() && is('choice')} keyed>
        {(choice) => (
          <LinkChoiceDialog
            choice={choice}
            onClose={() => setIsChoosing(false)}
            onSettle={settle}
          />
        )}
      </Show>
    </>
  );
}

function choiceWords({ name, why }: ViewOf<'choice'>): string {
  switch (why) {
    case 'both':
      return `Both sides changed: here and in ${name}. Nothing was overwritten.`;
    case 'differ':
      return `${name} and what is here differ. Nothing was overwritten.`;
    case 'key':
      return `${name} moves a provider to another address, which would drop its key. Nothing was changed.`;
  }
}
