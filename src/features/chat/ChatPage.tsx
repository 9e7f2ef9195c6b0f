import {
  type Component,
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  Match,
  on,
  onCleanup,
  onMount,
  Suspense,
  Switch,
  untrack,
} from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import { late } from '../../ui/late';
import { ChatHeader } from './ChatHeader';
import css from './ChatPage.module.css';
import { Composer } from './Composer';
import { createChat } from './create-chat';
import { createStickToBottom } from './create-stick-to-bottom';
import { NewChat } from './NewChat';
import {
  type ContextRingProps,
  DoctorContext,
  type MessageDoctorProps,
  ModelDialogContext,
  type ModelDialogProps,
  type ModelPickerProps,
  type StartProps,
} from './slots';
import type { ChatTarget } from './find/create-find-request';

// The first screen does without; it is fetched while the messages are read, and warmed up by `main`.
const Transcript = late(() => import('./Transcript'), NotLoaded);
/** Fetches what shows the messages of a chat. */
export const loadTranscript = Transcript.preload;

export interface ChatPageProps {
  /** Undefined for a new chat; the composer stays when it gets its id. */
  id?: string | undefined;
  /** Where the address leads within the chat. */
  target?: ChatTarget | undefined;
  modelPicker: (props: ModelPickerProps) => JSX.Element;
  modelDialog: Component<ModelDialogProps>;
  contextRing: Component<ContextRingProps>;
  doctor: Component<MessageDoctorProps>;
  start: Component<StartProps>;
}

/** One chat: title, transcript, composer. */
export function ChatPage(props: ChatPageProps): JSX.Element {
  // A memo: the address may change within a chat.
  const id = createMemo(() => props.id);
  const chat = createChat(() => id());
  const stick = createStickToBottom(() => chat.isRunning());
  const services = ServicesContext.use();
  const [composer, setComposer] = createSignal<HTMLTextAreaElement>();

  const [openFor, openDoctor] = createSignal<object>();
  const slot = { doctor: untrack(() => props.doctor), openFor, open: openDoctor };

  const modelDialog = untrack(() => props.modelDialog);
  const focusComposer = (): void => {
    // On a touch screen the focus would bring up the keyboard, which nobody asked for.
    if (!matchMedia('(pointer: coarse)').matches) composer()?.focus();
  };
  const welcome = (): void => {
    // Whoever was quicker than the page is at the Undo of what led here.
    if (!document.activeElement?.closest('[data-toasts]')) focusComposer();
  };
  // Not at once: a focus lays out the page, which is about to be done anyway.
  createEffect(on([id, composer], () => onCleanup(services.clock.after(0, welcome))));
  createEffect(() => void (id() !== undefined && loadTranscript()));
  createEffect(on(id, () => stick.jump()));

  const stopByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.shiftKey || event.isComposing) return;
    if (event.defaultPrevented || somethingFloats() || !chat.isRunning()) return;
    event.preventDefault();
    chat.stop();
  };
  onMount(() => document.addEventListener('keydown', stopByKey));
  onCleanup(() => document.removeEventListener('keydown', stopByKey));

  /** The chat in the transcript: another one gets a fresh transcript, at its end. */
  const shown = (): string | undefined => (chat.view().kind === 'open' ? id() : undefined);
  const failure = (): string | undefined => {
    const view = chat.view();
    return view.kind === 'failed' ? view.reason : undefined;
  };

  return (
    <section class={css['page']} aria-label="Chat">
      <ChatHeader chat={chat} id={props.id} />
      <Switch>
        <Match when={shown()} keyed>
          <DoctorContext.Provider value={slot}>
            <ModelDialogContext.Provider value={modelDialog}>
              <Suspense fallback={<Opening />}>
                <Transcript
                  chat={chat}
                  stick={stick}
                  target={props.target}
                  onFocusLost={focusComposer}
                />
              </Suspense>
            </ModelDialogContext.Provider>
          </DoctorContext.Provider>
        </Match>
        <Match when={chat.view().kind === 'new'}>
          <NewChat model={chat.model()} start={props.start} onReady={() => composer()?.focus()} />
        </Match>
        <Match when={chat.view().kind === 'loading'}>
          <Opening />
        </Match>
        <Match when={chat.view().kind === 'missing'}>
          <div class={css['middle']}>
            <Empty
              title="This chat is not here"
              help="#/help/moving"
              actions={<LinkButton href="#/">New chat</LinkButton>}
            >
              It was deleted, or it belongs to another browser or address. What you write below
              begins a new one.
            </Empty>
          </div>
        </Match>
        <Match when={failure()}>
          {(reason) => (
            <div class={css['middle']}>
              <Empty
                title="The chat could not be read"
                help={helpOn('unreadable')}
                actions={<Button onClick={() => chat.reopen()}>Try again</Button>}
              >
                {reason()}
              </Empty>
            </div>
          )}
        </Match>
      </Switch>
      <Composer
        chat={chat}
        id={props.id}
        ref={setComposer}
        onSend={() => stick.jump()}
        modelPicker={props.modelPicker}
        contextRing={props.contextRing}
      />
    </section>
  );
}

function NotLoaded(): JSX.Element {
  return (
    <div class={css['middle']}>
      <Empty
        title="The chat could not be shown"
        help={helpOn('update')}
        actions={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        A part of this page could not be loaded. The chat is stored and unharmed.
      </Empty>
    </div>
  );
}

function Opening(): JSX.Element {
  return (
    <div class={css['middle']}>
      <p class={css['loading']} role="status">
        Opening the chat.
      </p>
    </div>
  );
}

/** An open dialog, menu or note takes Esc for itself. */
function somethingFloats(): boolean {
  return document.querySelector('dialog[open], [popover]:popover-open') !== null;
}
