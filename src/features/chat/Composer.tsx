import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  lazy,
  onMount,
  Show,
  Suspense,
} from 'solid-js';
import { DraftsContext } from '../../state/drafts';
import { ServicesContext } from '../../state/services';
import { SettingsContext } from '../../state/settings';
import { IconButton } from '../../ui/IconButton';
import css from './Composer.module.css';
import { CommandSlot, type TakeKey } from './commands/CommandSlot';
import { composerAction } from './composer-key';
import type { Chat } from './create-chat';
import type { ModelPickerProps } from './slots';

// Most chats have no question that waits.
const Queued = lazy(() => import('./Queued'));

export interface ComposerProps {
  chat: Chat;
  id: string | undefined;
  ref: (element: HTMLTextAreaElement) => void;
  onSend: () => void;
  modelPicker: (props: ModelPickerProps) => JSX.Element;
}

/** Where a message is written: there from the first paint, with or without a provider. */
export function Composer(props: ComposerProps): JSX.Element {
  const drafts = DraftsContext.use();
  const settings = SettingsContext.use();
  const services = ServicesContext.use();
  const [isSending, setIsSending] = createSignal(false);
  let box!: HTMLTextAreaElement;
  let justComposed = false;
  let takeKey: TakeKey | undefined;

  const text = (): string => drafts.get(props.id);
  /** An answer is still to come: a further question takes its place behind it. */
  const mustWait = (): boolean => props.chat.isRunning() || props.chat.isWaiting();
  // A memo: a key must not touch the button.
  const isEmpty = createMemo(() => text().trim() === '');
  const write = (value: string): void => drafts.set(props.id, value);

  async function send(): Promise<void> {
    if (isEmpty() || isSending()) return;
    setIsSending(true);
    if (mustWait()) {
      await props.chat.enqueue(text());
      setIsSending(false);
      return;
    }
    props.onSend();
    // The text leaves the box when it is on disk, not before.
    await props.chat.send(text());
    setIsSending(false);
  }

  const press = (event: KeyboardEvent): void => {
    if (!justComposed && takeKey?.(event)) return;
    const action = composerAction(event, {
      // A phone's keyboard has no Shift+Enter; there the button sends.
      enterSends: settings.values.enterSends && (event.key !== 'Enter' || !isPhone()),
      justComposed,
      isEmpty: text() === '',
    });
    if (!action || (action === 'recall' && !lastQuestion())) return;
    event.preventDefault();
    if (action === 'recall') write(lastQuestion());
    else void send();
  };
  const isPhone = (): boolean => matchMedia('(hover: none) and (pointer: coarse)').matches;
  const lastQuestion = (): string =>
    props.chat.path().findLast((message) => message.role === 'user')?.text ?? '';

  const act = (event: MouseEvent): void => {
    if (props.chat.isRunning()) {
      // The second half of a double click on Send would stop what the first one started.
      if (event.detail < 2) props.chat.stop();
      return;
    }
    if (!matchMedia('(pointer: coarse)').matches || isEmpty()) box.focus();
    void send();
  };

  onMount(() => {
    if (CSS.supports('field-sizing', 'content')) return;
    createEffect(() => fitHeight(box, text()));
  });

  return (
    <div class={css['dock']}>
      <Show when={props.chat.queue().length > 0}>
        <Suspense>
          <Queued
            chat={props.chat}
            onEdit={(edited) => {
              write([edited, text()].filter(Boolean).join('\n\n'));
              box.focus();
            }}
          />
        </Suspense>
      </Show>
      <form
        class={css['composer']}
        novalidate
        onSubmit={(event) => event.preventDefault()}
        onClick={(event) => event.target === event.currentTarget && box.focus()}
      >
        <CommandSlot
          chat={props.chat}
          id={props.id}
          text={text()}
          box={() => box}
          onText={write}
          onKeys={(take) => (takeKey = take)}
        />
        <textarea
          ref={(element) => {
            box = element;
            props.ref(element);
          }}
          class={css['box']}
          aria-label="Message"
          // Chromium styles a hidden placeholder anew at each key.
          placeholder={text() === '' ? 'Message' : undefined}
          rows={1}
          value={text()}
          // Its own listeners: a delegated one looks at every element above.
          on:input={(event) => write(event.currentTarget.value)}
          on:keydown={press}
          onCompositionEnd={() => {
            justComposed = true;
            services.clock.after(0, () => (justComposed = false));
          }}
        />
        <div class={css['bar']}>
          <props.modelPicker
            chosen={props.chat.model()}
            onChoose={(model) => void props.chat.change({ model: { ...model } })}
          />
          <Show when={mustWait() && !isEmpty()}>
            <IconButton
              label="Ask next"
              icon="send"
              onClick={() => {
                box.focus();
                void send();
              }}
            />
          </Show>
          <IconButton
            label={props.chat.isRunning() ? 'Stop' : 'Send'}
            icon={props.chat.isRunning() ? 'stop' : 'send'}
            variant={props.chat.isRunning() ? 'plain' : isEmpty() ? 'quiet' : 'primary'}
            onClick={act}
          />
        </div>
      </form>
    </div>
  );
}

/** For browsers without `field-sizing`: as high as its text. */
function fitHeight(box: HTMLTextAreaElement, text: string): void {
  box.style.height = 'auto';
  if (text) box.style.height = `${box.scrollHeight}px`;
}
