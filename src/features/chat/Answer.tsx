import {
  createMemo,
  ErrorBoundary,
  For,
  type JSX,
  lazy,
  Match,
  Show,
  Suspense,
  Switch,
  untrack,
} from 'solid-js';
import type { Interruption, Message } from '../../core/chat/types';
import type { ModelRef } from '../../core/models/types';
import type { JsonObject } from '../../lib/json';
import { ServicesContext } from '../../state/services';
import { SettingsContext } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Hint } from '../../ui/Hint';
import { Notice } from '../../ui/Notice';
import { answerFacts } from './answer-facts';
import { AnswerActions } from './AnswerActions';
import type { Chat } from './create-chat';
import { Failure } from './Failure';
import { Markdown } from './markdown/Markdown';
import css from './Message.module.css';
import type { Place } from './Question';
import { Reasoning } from './Reasoning';
import { earlierTokens, turnUpTo } from './tools/turn';
import { asCode } from './structured/read-answer';
import { Versions } from './Versions';

// Its words come with the first question: the first screen does without.
const WaitingLine = lazy(() => import('./WaitingLine'));
const TruncationNotice = lazy(() => import('./TruncationNotice'));
// Most answers call no tool.
const ToolCallCard = lazy(() => import('./tools/ToolCallCard'));
const TurnBreakLine = lazy(() => import('./tools/TurnBreakLine'));
const StructuredAnswer = lazy(() => import('./structured/StructuredAnswer'));

export interface AnswerProps {
  message: Message;
  place: Place;
  chat: Chat;
  /** False while an answer runs. */
  canChange: boolean;
  isLast: boolean;
  /** Messages whose reasoning is open. */
  unfolded: Set<string>;
  /** Asks for another version, of another model if one is given. */
  onRetry: (model?: ModelRef) => void;
  onDelete: () => void;
  /** What had the focus is gone. */
  onFocusLost: () => void;
}

/** What a model answered: reasoning, text, tool calls, how it ended, and the numbers. */
export function Answer(props: AnswerProps): JSX.Element {
  const isStreaming = (): boolean => props.message.status === 'streaming';
  const isFresh = untrack(() => isStreaming() && props.message.text === '');
  /** What a model says before it calls a tool is not what was asked to fit. */
  const isWhole = (): boolean =>
    props.message.status === 'done' && props.message.toolCalls.length === 0;
  const waits = (): boolean => isStreaming() && props.message.timing?.firstTokenAt === undefined;
  /** Another answer goes on with what its tools said. */
  const goesOn = createMemo(() => props.chat.path()[props.place.position]?.role === 'assistant');
  /** Its tools run or ask, and an answer will follow. */
  const isCalling = (): boolean =>
    props.isLast && !props.canChange && props.message.toolCalls.length > 0;
  const hasVersions = (): boolean => props.chat.versions(props.message.id).length > 1;
  const turn = createMemo(() => turnUpTo(props.chat.path(), props.place.position - 1));
  return (
    <article
      class={css['answer']}
      data-goes-on={goesOn() ? '' : undefined}
      aria-label="Assistant"
      aria-posinset={props.place.position}
      aria-setsize={props.place.size}
      data-status={props.message.status}
    >
      <Show when={waits()}>
        {/* Boundaries of its own, which keep the room: the chat must neither wait nor fall for a line of words. */}
        <ErrorBoundary fallback={<p class={css['waiting']}>Waiting for the first token</p>}>
          <Suspense fallback={<p class={css['waiting']} />}>
            <WaitingLine message={props.message} />
          </Suspense>
        </ErrorBoundary>
      </Show>
      <Show when={props.message.reasoning}>
        <Reasoning message={props.message} unfolded={props.unfolded} />
      </Show>
      <Show when={props.message.text}>
        <Show
          when={isWhole() && props.message.responseSchema}
          fallback={<Body message={props.message} streaming={isStreaming()} fresh={isFresh} />}
        >
          {(schema) => <Structured message={props.message} schema={schema()} />}
        </Show>
      </Show>
      <For each={props.message.toolCalls}>
        {(call, index) => (
          <ErrorBoundary fallback={<p class={css['outcome']}>{call.name} cannot be shown now.</p>}>
            <Suspense fallback={<p class={css['waiting']} />}>
              <ToolCallCard
                call={call}
                message={props.message}
                index={index()}
                isTurnRunning={isCalling()}
                unfolded={props.unfolded}
                onFocusLost={props.onFocusLost}
              />
            </Suspense>
          </ErrorBoundary>
        )}
      </For>
      <Outcome {...props} />
      <Show when={props.message.truncation}>
        <ErrorBoundary fallback={<></>}>
          <Suspense>
            <TruncationNotice message={props.message} />
          </Suspense>
        </ErrorBoundary>
      </Show>
      <Show when={props.isLast && props.canChange && props.message.toolCalls.length > 0}>
        <ErrorBoundary fallback={<></>}>
          <Suspense>
            <TurnBreakLine turn={turn()} chat={props.chat} onFocusLost={props.onFocusLost} />
          </Suspense>
        </ErrorBoundary>
      </Show>
      <Show when={!isStreaming() && !isCalling() && (!goesOn() || hasVersions())}>
        <Footer {...props} turn={turn()} goesOn={goesOn()} />
      </Show>
    </article>
  );
}

/** The text stands there until the tree has loaded, and where it cannot. */
function Structured(props: { message: Message; schema: JsonObject }): JSX.Element {
  const raw = (): JSX.Element => <Body message={props.message} streaming={false} />;
  return (
    <ErrorBoundary fallback={raw()}>
      <Suspense fallback={raw()}>
        <StructuredAnswer text={props.message.text} schema={props.schema} raw={raw} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Body(props: { message: Message; streaming: boolean; fresh?: boolean }): JSX.Element {
  const services = ServicesContext.use();
  const settings = SettingsContext.use();
  return (
    <div class={css['body']} data-text>
      {/* A text that cannot be drawn costs its own place, not the page. */}
      <ErrorBoundary fallback={<pre class={css['raw']}>{props.message.text}</pre>}>
        <Markdown
          text={props.message.responseSchema ? asCode(props.message.text) : props.message.text}
          streaming={props.streaming}
          fresh={props.fresh ?? false}
          wrap={settings.values.wrapCode}
          onCopy={(text) => services.clipboard.writeText(text)}
          onSettled={services.onSettled}
        />
      </ErrorBoundary>
    </div>
  );
}

const interruptionWords: Record<Interruption, string> = {
  stopped: 'Stopped.',
  ended: 'The server ended the stream without saying that it was done.',
  'cut-off': 'The connection broke.',
  closed: 'Patchbay was closed while this was written.',
};

/** How an answer ended, where that is not simply `done`. */
function Outcome(props: AnswerProps): JSX.Element {
  const isBare = (): boolean =>
    props.message.text.trim() === '' && props.message.toolCalls.length === 0;
  const interrupted = (): string => {
    const cause = props.message.interruption ?? 'stopped';
    const isEmpty = isBare() && !props.message.reasoning;
    if (isEmpty && cause === 'stopped') return 'Stopped before anything arrived.';
    return `${interruptionWords[cause]} ${isEmpty ? 'Nothing' : 'What'} had arrived${isEmpty ? '' : ' is kept'}.`;
  };
  return (
    <Switch>
      <Match when={props.message.error}>
        {(error) => (
          <>
            <Failure
              error={error()}
              message={props.message}
              chat={props.chat}
              isLast={props.isLast}
              model={props.message.model}
              canRetry={props.canChange && props.isLast}
              onRetry={() => props.onRetry()}
              isWaiting={props.isLast && props.chat.isWaiting()}
              onWait={(wait) =>
                wait ? props.chat.waitForServer(props.message.id) : props.chat.stopWaiting()
              }
            />
            <Show when={canResume(props)}>
              <p class={css['outcome']}>
                <ResumeButton {...props} />
              </p>
            </Show>
          </>
        )}
      </Match>
      <Match when={props.message.status === 'interrupted'}>
        <p class={css['outcome']}>
          {interrupted()}
          <ResumeButton {...props} />
          <Show when={props.canChange && props.isLast}>
            <Button size="small" icon="retry" onClick={() => props.onRetry()}>
              Retry
            </Button>
          </Show>
        </p>
      </Match>
      <Match when={props.message.status === 'done' && props.message.finishReason === 'length'}>
        <Notice tone="amber">
          <span class={css['cut']}>
            The answer was cut at the limit of output tokens. <ResumeButton {...props} />
          </span>
        </Notice>
      </Match>
      <Match
        when={props.message.status === 'done' && props.message.finishReason === 'content-filter'}
      >
        <Notice tone="amber">The server’s content filter ended this answer.</Notice>
      </Match>
      <Match when={props.message.status === 'done' && isBare()}>
        <p class={css['outcome']}>The model answered with nothing.</p>
      </Match>
    </Switch>
  );
}

/**
 * Only the last answer can go on: what follows another one has answered it as it is. One with calls goes on when these
 * have results.
 */
function canResume({ canChange, isLast, message }: AnswerProps): boolean {
  return canChange && isLast && message.text !== '' && message.toolCalls.length === 0;
}

function ResumeButton(props: AnswerProps): JSX.Element {
  const resume = (): void => {
    props.chat.resume(props.message.id);
    props.onFocusLost();
  };
  return (
    <Show when={canResume(props)}>
      <Button size="small" icon="chevron-right" onClick={resume}>
        Continue
      </Button>
    </Show>
  );
}

interface FooterProps extends AnswerProps {
  turn: readonly Message[];
  /** The facts and what can be done stand below the turn's last answer. */
  goesOn: boolean;
}

function Footer(props: FooterProps): JSX.Element {
  const retryTurn = (): void => {
    const first = props.turn[0];
    if (first) props.chat.retry(first.id);
    props.onFocusLost();
  };
  const facts = () =>
    answerFacts(props.message, props.turn.length > 1 ? earlierTokens(props.turn) : undefined);
  return (
    <footer class={css['footer']}>
      <Show when={!props.goesOn && facts()}>
        {(known) => (
          <span class={css['facts']}>
            <Hint note={known().sources}>{known().line}</Hint>
          </span>
        )}
      </Show>
      <Versions id={props.message.id} chat={props.chat} onFocusLost={props.onFocusLost} />
      <Show when={!props.goesOn}>
        <AnswerActions
          message={props.message}
          chat={props.chat}
          canChange={props.canChange}
          canRetry={props.canChange && (!props.isLast || props.message.status === 'done')}
          isLast={props.isLast}
          onRetryTurn={props.turn.length > 1 ? retryTurn : undefined}
          onRetry={props.onRetry}
          onDelete={props.onDelete}
        />
      </Show>
    </footer>
  );
}
