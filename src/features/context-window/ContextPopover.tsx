import { For, type JSX, Show } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { partsOf } from '../../core/context-window/count';
import { sourceInWords } from '../../core/models/limit-words';
import type { Model } from '../../core/models/types';
import { guideIdOf } from '../../core/servers/guide-id';
import { formatNumber } from '../../lib/format';
import { createChatActions } from '../../state/chat-actions';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { LinkButton } from '../../ui/LinkButton';
import {
  aboutWords,
  basisWords,
  overflowWords,
  partName,
  shareWords,
  usedWords,
  windowSourceWords,
} from './context-words';
import css from './ContextRing.module.css';
import type { ContextWindow } from './create-context-window';
import { ForgetWindow } from './ForgetWindow';

/** Used, window, and where both come from; what is left for the answer, and what takes the room. */
export function ContextPopover(props: {
  context: ContextWindow;
  chatId: string | undefined;
  isRunning: boolean;
  onClose: () => void;
}): JSX.Element {
  const { clock } = ServicesContext.use();
  const context = (): ContextWindow => props.context;
  const used = (): number => context().fit().used;
  return (
    <Show when={context().model()}>
      {(model) => (
        <div class={css['facts']}>
          <p class={css['sum']}>
            <strong>{usedWords(used(), context().basis(), context().after())}</strong> of{' '}
            {formatNumber(model().contextWindow.tokens)} tokens
            <Show when={model().contextWindow.source === 'default'}> (assumed)</Show>
          </p>
          <Show when={context().fit().overflow > 0}>
            <p class={css['over']} role="status">
              {overflowWords(context().fit(), model().contextWindow.tokens)}
            </p>
          </Show>
          <dl class={css['rows']}>
            <Fact name="Used">{basisWords(context().basis(), context().after(), clock.now())}</Fact>
            <Fact name="Window">
              {windowSourceWords(model().contextWindow.source)}
              <Show when={model().trainedContextWindow}>
                {(trained) => <> It was trained for {formatNumber(trained())}.</>}
              </Show>
            </Fact>
            <Fact name="Left">
              <Left model={model()} context={context()} />
            </Fact>
          </dl>
          <Parts context={context()} window={model().contextWindow.tokens} />
          <Show when={!props.isRunning && hasOlder(context().chat().path) && props.chatId}>
            {(id) => <Summarise id={id()} onClose={() => props.onClose()} />}
          </Show>
          <Ways context={context()} model={model()} />
        </div>
      )}
    </Show>
  );
}

function Left(props: { model: Model; context: ContextWindow }): JSX.Element {
  const left = (): string =>
    usedWords(props.context.fit().left, props.context.basis(), props.context.after());
  const most = (): string => formatNumber(props.model.maxOutputTokens.tokens);
  return (
    <>
      <Show when={props.context.fit().left >= 1} fallback="No room for an answer.">
        Room for an answer of {left()} tokens.
      </Show>{' '}
      The model writes {most()} at most ({sourceInWords(props.model.maxOutputTokens.source)}).
    </>
  );
}

function Fact(props: { name: string; children: JSX.Element }): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Parts(props: { context: ContextWindow; window: number }): JSX.Element {
  const rows = (): { name: string; tokens: number }[] => {
    const draft = props.context.draft();
    const said = partsOf(props.context.chat(), props.context.fit().used - draft);
    const named = said.map(({ kind, tokens }) => ({ name: partName(kind), tokens }));
    const attached = props.context.attached();
    const waiting = [
      { name: 'What you are writing', tokens: draft - attached },
      { name: 'What is attached to it', tokens: attached },
    ];
    return [...named, ...waiting.filter(({ tokens }) => tokens > 0)];
  };
  return (
    <Show when={rows().length > 0}>
      <table class={css['parts']}>
        <caption>What takes the room, about</caption>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr>
                <th scope="row">{row.name}</th>
                <td>{aboutWords(row.tokens)}</td>
                <td>{shareWords(row.tokens / props.window)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  );
}

/** Whether there is a turn before the last one that no summary stands for. */
function hasOlder(path: readonly Message[]): boolean {
  const begin = path.findLastIndex(({ compaction }) => compaction !== undefined) + 1;
  return path.slice(begin).filter(({ role }) => role === 'user').length > 1;
}

function Summarise(props: { id: string; onClose: () => void }): JSX.Element {
  const actions = createChatActions();
  const press = (): void => {
    props.onClose();
    actions.summarise(props.id);
  };
  return (
    <div class={css['ways']}>
      <Button size="small" onClick={press}>
        Summarise older turns
      </Button>
    </div>
  );
}

function Ways(props: { context: ContextWindow; model: Model }): JSX.Element {
  const guide = () => {
    const provider = props.context.provider();
    return provider && !provider.demo ? guideIdOf(provider) : undefined;
  };
  return (
    <Show when={props.context.provider()}>
      {(provider) => (
        <div class={css['ways']}>
          <LinkButton
            size="small"
            href={`#/providers/${provider().id}?model=${encodeURIComponent(props.model.id)}`}
          >
            Set the window
          </LinkButton>
          <Show when={guide()}>
            {(id) => (
              <LinkButton size="small" variant="quiet" href={`#/help/${id()}`}>
                How to raise it
              </LinkButton>
            )}
          </Show>
          <Show when={props.model.contextWindow.source === 'learned'}>
            <ForgetWindow provider={provider()} modelId={props.model.id} />
          </Show>
        </div>
      )}
    </Show>
  );
}
