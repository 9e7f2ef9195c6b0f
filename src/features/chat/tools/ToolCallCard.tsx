import { createMemo, createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import type { Message, ToolCall, ToolResult } from '../../../core/chat/types';
import { formatBytes } from '../../../lib/format';
import { ServicesContext } from '../../../state/services';
import { ToolsContext } from '../../../state/tools';
import { Disclosure } from '../../../ui/Disclosure';
import { Icon } from '../../../ui/Icon';
import { createNow } from '../create-now';
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
            <code>{props.call.name || 'a tool'}</code>
            <span class={css['state']}>
              <Show when={origin()}>{(name) => <>{name()} · </>}</Show>
              {callWords(phase(), now())}
            </span>
          </span>
        }
      >
        <div class={css['parts']}>
          <Arguments text={props.call.arguments} growing={phase().kind === 'writing'} />
          <Show when={ended()}>{(result) => <Result result={result()} />}</Show>
        </div>
      </Disclosure>
      <Show when={!open() && ended()?.text}>
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
  const isNone = (): boolean =>
    !props.growing && /^\s*(?:\{\s*\})?\s*$/.test(props.text.slice(0, 20));
  return (
    <Show when={!isNone()} fallback={<p class={css['note']}>Without arguments.</p>}>
      <h3 class={css['caption']}>Arguments</h3>
      <LongText label="Arguments" text={props.text} growing={props.growing} />
    </Show>
  );
}

function Result(props: { result: ToolResult }): JSX.Element {
  return (
    <>
      <h3 class={css['caption']}>Result</h3>
      <Switch fallback={<p class={css['note']}>The tool answered with nothing.</p>}>
        <Match when={props.result.text}>
          {(text) => <LongText label="Result" text={text()} />}
        </Match>
      </Switch>
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

function resultOf(phase: CallPhase): ToolResult | undefined {
  return phase.kind === 'ended' ? phase.result : undefined;
}
