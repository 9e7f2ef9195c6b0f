import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Message, ToolCall, ToolResult } from '../../../core/chat/types';
import { helpOn } from '../../../core/help/symptom-id';
import { formatBytes } from '../../../lib/format';
import { ServicesContext } from '../../../state/services';
import { ToolsContext } from '../../../state/tools';
import { Disclosure } from '../../../ui/Disclosure';
import { Icon } from '../../../ui/Icon';
import { createNow } from '../create-now';
import { argumentParts } from './argument-parts';
import { callPhase, callWords, resultLine, type CallPhase } from './call-words';
import { CallQuestion } from './CallQuestion';
import { LongText } from './LongText';
import css from './tools.module.css';

export interface ToolCallCardProps {
  call: ToolCall;
  message: Message;
  /** Its place in the message. */
  index: number;
  /** The turn goes on: what has not begun will. */
  isTurnRunning: boolean;
  /** What is open, so that it still is when its row comes back into view. */
  unfolded: Set<string>;
  /** What had the focus is gone. */
  onFocusLost: () => void;
}

/** A tool that the model asked for: its arguments, how far it has come, what came out. Folded once it has ended. */
export default function ToolCallCard(props: ToolCallCardProps): JSX.Element {
  const { clock } = ServicesContext.use();
  const tools = ToolsContext.use();
  const place = () => ({ messageId: props.message.id, index: props.index });
  const phase = createMemo(() =>
    callPhase({
      call: props.call,
      status: props.message.status,
      state: tools.call(place()),
      isTurnRunning: props.isTurnRunning,
    }),
  );
  const now = createNow(() => phase().kind === 'runs', clock);
  const origin = createMemo(
    () => tools.list().find(({ name }) => name === props.call.name)?.origin,
  );
  const ended = (): ToolResult | undefined => resultOf(phase());
  /** Of what was refused or stopped there is none: its words are for the model. */
  const outcome = (): string | undefined => (isOutcome(ended()) ? ended()?.text : undefined);
  const asked = () => {
    const current = phase();
    return current.kind === 'asks' ? current : undefined;
  };

  const key = (): string => `${props.message.id} ${props.index}`;
  const [chosen, setChosen] = createSignal<boolean>();
  const open = (): boolean => chosen() ?? (!ended() || props.unfolded.has(key()));
  const toggle = (next: boolean): void => {
    setChosen(next);
    if (next) props.unfolded.add(key());
    else props.unfolded.delete(key());
  };

  return (
    <section
      class={css['card']}
      aria-label={`Tool call ${props.call.name}`}
      data-phase={ended()?.status ?? phase().kind}
    >
      <Disclosure
        open={open()}
        onToggle={toggle}
        summary={
          <span class={css['head']}>
            <Icon name="tool" size={16} />
            <span class={css['words']}>
              <code>{props.call.name || 'a tool'}</code>{' '}
              <span class={css['origin']}>
                <Show when={origin()}>{(name) => <>{name()} · </>}</Show>
                <span class={css['state']}>{callWords(phase(), now())}</span>
              </span>
            </span>
          </span>
        }
      >
        <div class={css['parts']}>
          <Arguments text={props.call.arguments} growing={phase().kind === 'writing'} />
          <Show when={ended()}>{(result) => <Result result={result()} />}</Show>
        </div>
      </Disclosure>
      <Show when={!open() && outcome()}>
        {(text) => <p class={css['line']}>{resultLine(text())}</p>}
      </Show>
      <Show when={asked()}>
        {(state) => (
          <CallQuestion
            asked={state()}
            onDecide={(decision) => tools.decide(place(), decision)}
            onFocusLost={() => props.onFocusLost()}
          />
        )}
      </Show>
    </section>
  );
}

function Arguments(props: { text: string; growing: boolean }): JSX.Element {
  const parts = createMemo(() => (props.growing ? undefined : argumentParts(props.text)));
  return (
    <Switch fallback={<Part name="Arguments" text={props.text} growing={props.growing} />}>
      <Match when={parts()?.length === 0}>
        <p class={css['note']}>Without arguments.</p>
      </Match>
      <Match when={parts()}>
        {(all) => <For each={all()}>{({ name, text }) => <Part name={name} text={text} />}</For>}
      </Match>
    </Switch>
  );
}

function Part(props: { name: string; text: string; growing?: boolean }): JSX.Element {
  return (
    <>
      <p class={css['caption']}>{props.name}</p>
      <LongText label={props.name} text={props.text} growing={props.growing} />
    </>
  );
}

function Result(props: { result: ToolResult }): JSX.Element {
  return (
    <>
      <Show
        when={props.result.text}
        fallback={<p class={css['note']}>The tool answered with nothing.</p>}
      >
        {(text) => (
          <Part
            name={isOutcome(props.result) ? 'Result' : 'What the model is told'}
            text={text()}
          />
        )}
      </Show>
      <Show when={props.result.status === 'failed'}>
        <p class={css['note']}>
          <a href={helpOn('tool-call')}>Help</a>
        </p>
      </Show>
      <Show when={props.result.cutFrom}>
        {(whole) => (
          <p class={css['note']}>
            The beginning, of {formatBytes(whole())}. The model gets no more of it either.
          </p>
        )}
      </Show>
    </>
  );
}

/** Whether the words of a result came from the tool. */
function isOutcome(result: ToolResult | undefined): boolean {
  return result?.status === 'done' || result?.status === 'failed';
}

function resultOf(phase: CallPhase): ToolResult | undefined {
  return phase.kind === 'ended' ? phase.result : undefined;
}
