import { type JSX, onCleanup, Show, Suspense } from 'solid-js';
import { describeError, isAboutConnection } from '../../core/chat/error-words';
import { isOverflow } from '../../core/chat/overflow';
import type { MessageError } from '../../core/chat/types';
import { helpOn } from '../../core/help/symptom-id';
import { symptomOf } from '../../core/help/symptom-of';
import type { ModelRef } from '../../core/models/types';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Disclosure } from '../../ui/Disclosure';
import { LinkButton } from '../../ui/LinkButton';
import { Notice } from '../../ui/Notice';
import { late } from '../../ui/late';
import css from './Message.module.css';
import type { OverflowProps } from './OverflowWays';
import { DoctorContext } from './slots';

const OverflowWays = late(() => import('./OverflowWays'));

export interface FailureProps extends OverflowProps {
  error: MessageError;
  model: ModelRef | undefined;
  canRetry: boolean;
  onRetry: () => void;
  /** Whether this chat waits for its server. */
  isWaiting: boolean;
  /** Begins or ends that. */
  onWait: (wait: boolean) => void;
}

/** Why an answer failed: what is so, the server's words before ours, and the way on. */
export default function FailureNotice(props: FailureProps): JSX.Element {
  const providers = ProvidersContext.use();
  const slot = DoctorContext.use();
  const own = {};
  const isOpen = () => slot.openFor() === own;
  const close = (): void => {
    if (isOpen()) slot.open(undefined);
  };
  onCleanup(close);
  const words = () => describeError(props.error, props.model?.providerLabel ?? 'The server');
  const provider = () => providers.get(props.model?.providerId ?? '');
  const canExamine = () => provider()?.demo !== true && isAboutConnection(props.error);
  const body = (): string | undefined => {
    const { body: text } = props.error;
    return text && text.trim() !== words().serverWords ? text : undefined;
  };
  return (
    <>
      <Notice
        tone="red"
        role="alert"
        help={helpOn(symptomOf(props.error))}
        actions={
          <>
            <Show when={props.canRetry}>
              <Button size="small" icon="retry" onClick={() => props.onRetry()}>
                Retry
              </Button>
            </Show>
            <Show when={props.canRetry && isAway(props.error)}>
              <Button size="small" variant="quiet" onClick={() => props.onWait(!props.isWaiting)}>
                {props.isWaiting ? 'Stop waiting' : 'Wait for the server'}
              </Button>
            </Show>
            <Show when={provider() && canExamine()}>
              <Button
                size="small"
                variant="quiet"
                aria-expanded={isOpen()}
                onClick={() => slot.open(isOpen() ? undefined : own)}
              >
                Find out why
              </Button>
            </Show>
            <LinkButton
              size="small"
              variant="quiet"
              href={provider() ? `#/providers/${provider()?.id ?? ''}` : '#/providers'}
            >
              {provider() ? `Check ${provider()?.label ?? ''}` : 'Providers'}
            </LinkButton>
          </>
        }
      >
        <Show when={words().serverWords} fallback={<strong>{words().headline}</strong>}>
          {(server) => (
            <>
              <p class={css['server-words']}>{server()}</p>
              <p>{words().headline}</p>
            </>
          )}
        </Show>
        <Show when={words().advice}>
          <p>{words().advice}</p>
        </Show>
        <Show when={props.isWaiting}>
          <p role="status">
            Looking after {props.model?.providerLabel ?? 'the server'}. It is asked again once it is
            there, and so is what you write meanwhile.
          </p>
        </Show>
        <Show when={isOverflow(props.error)}>
          <Suspense>
            <OverflowWays message={props.message} chat={props.chat} isLast={props.isLast} />
          </Suspense>
        </Show>
        <Show when={body()}>
          {(text) => (
            <Disclosure quiet summary="What the server sent">
              <pre class={css['sent']} tabindex="0">
                {text()}
              </pre>
            </Disclosure>
          )}
        </Show>
      </Notice>
      <Suspense>
        <Show when={isOpen() && provider()}>
          {(current) => (
            <slot.doctor providerId={current().id} error={props.error} onClose={close} />
          )}
        </Show>
      </Suspense>
    </>
  );
}

/** What may pass by itself: nothing answers, or a proxy says that nothing does (502–504). */
function isAway({ code, status }: MessageError): boolean {
  return code === 'network' || (status !== undefined && status >= 502 && status <= 504);
}
