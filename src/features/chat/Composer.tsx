import {
  type Component,
  createEffect,
  createMemo,
  createSignal,
  ErrorBoundary,
  type JSX,
  lazy,
  onCleanup,
  onMount,
  Show,
  Suspense,
} from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { DraftsContext } from '../../state/drafts';
import { ServicesContext } from '../../state/services';
import { SettingsContext } from '../../state/settings';
import { IconButton } from '../../ui/IconButton';
import { late } from '../../ui/late';
import { type AttachedFiles, noFiles } from './attached-files';
import css from './Composer.module.css';
import { CommandSlot, type TakeKey } from './commands/CommandSlot';
import { composerAction } from './composer-key';
import type { Chat } from './create-chat';
import { createRecall } from './create-recall';
import type { ContextRingProps, ModelPickerProps } from './slots';
import { ToolsButton } from './tools/ToolsButton';
import { until } from './until';

// The first screen does without: it comes soon after, or when it is needed.
const ComposerFiles = lazy(() => import('./attachments/ComposerFiles'));
const FILES_AFTER_MS = 1_000;

// Most chats have no question that waits.
const Queued = late(() => import('./Queued'));

export interface ComposerProps {
  chat: Chat;
  id: string | undefined;
  ref: (element: HTMLTextAreaElement) => void;
  onSend: () => void;
  modelPicker: (props: ModelPickerProps) => JSX.Element;
  contextRing: Component<ContextRingProps>;
}

/** Where a message is written: there from the first paint, with or without a provider. */
export function Composer(props: ComposerProps): JSX.Element {
  const drafts = DraftsContext.use();
  const settings = SettingsContext.use();
  const services = ServicesContext.use();
  const [isSending, setIsSending] = createSignal(false);
  const [files, setFiles] = createSignal<AttachedFiles>();
  const [wantsFiles, setWantsFiles] = createSignal(false);
  const [isAttaching, setIsAttaching] = createSignal(false);
  let box!: HTMLTextAreaElement;
  let justComposed = false;
  let takeKey: TakeKey | undefined;

  const text = (): string => drafts.get(props.id);
  /** An answer is still to come: a further question takes its place behind it. */
  const mustWait = (): boolean =>
    props.chat.isRunning() || props.chat.isWaiting() || props.chat.isElsewhere();
  // A memo: a key must not touch the button.
  const isEmpty = createMemo(() => text().trim() === '' && (files()?.isEmpty() ?? true));
  const write = (value: string): void => drafts.set(props.id, value);

  async function send(): Promise<void> {
    if (isEmpty() || isSending()) return;
    setIsSending(true);
    const sending = await (await loadedFiles()).toSend();
    if (sending && (text().trim() !== '' || sending.attachments.length > 0)) {
      // The text leaves the box when it is on disk, not before.
      if (mustWait()) await props.chat.enqueue(text(), sending);
      else {
        props.onSend();
        await props.chat.send(text(), sending);
      }
    }
    setIsSending(false);
  }

  const recall = createRecall({
    text,
    write,
    prompts: () =>
      props.chat.path().flatMap((message) => (message.role === 'user' ? message.text : [])),
  });
  async function loadedFiles(): Promise<AttachedFiles> {
    setWantsFiles(true);
    // oxlint-disable-next-line solid/reactivity -- it tracks by itself.
    await until(() => files() !== undefined);
    return files() ?? noFiles;
  }
  async function attach(): Promise<void> {
    setIsAttaching(true);
    try {
      (await loadedFiles()).choose();
    } finally {
      setIsAttaching(false);
    }
  }
  onCleanup(services.clock.after(FILES_AFTER_MS, () => setWantsFiles(true)));

  const press = (event: KeyboardEvent): void => {
    if (!justComposed && takeKey?.(event)) return;
    if (recall(event, () => box.selectionStart + box.selectionEnd === 0)) {
      event.preventDefault();
      box.setSelectionRange(0, 0);
      return;
    }
    const action = composerAction(event, {
      // A phone's keyboard has no Shift+Enter; there the button sends.
      enterSends: settings.values.enterSends && (event.key !== 'Enter' || !isPhone()),
      justComposed,
    });
    if (!action) return;
    event.preventDefault();
    // One still held down since it did something elsewhere sends nothing.
    if (!event.repeat) void send();
  };
  const isPhone = (): boolean => matchMedia('(hover: none) and (pointer: coarse)').matches;

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
            onEdit={({ text: edited, attachments = [] }) => {
              write([edited, text()].filter(Boolean).join('\n\n'));
              void loadedFiles().then((loaded) => loaded.takeBack(attachments));
              box.focus();
            }}
          />
        </Suspense>
      </Show>
      <Show when={props.chat.isElsewhere()}>
        <p class={css['elsewhere']} role="status">
          This chat is being answered in another tab. What you send is asked next.
        </p>
      </Show>
      <form
        class={css['composer']}
        novalidate
        onSubmit={(event) => event.preventDefault()}
        onClick={(event) => event.target === event.currentTarget && box.focus()}
      >
        <Show when={wantsFiles()}>
          <ErrorBoundary fallback={<FilesMissing onMissing={() => setFiles(noFiles)} />}>
            <Suspense>
              <ComposerFiles
                chat={props.chat}
                id={props.id}
                box={box}
                onReady={setFiles}
                onSend={() => void send()}
              />
            </Suspense>
          </ErrorBoundary>
        </Show>
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
          <IconButton
            label="Attach files"
            icon="plus"
            busy={isAttaching()}
            onClick={() => void attach()}
          />
          <ToolsButton chat={props.chat} />
          <props.modelPicker
            chosen={props.chat.model()}
            onChoose={(model) => void props.chat.change({ model: { ...model } })}
          />
          <span class={css['context']}>
            <Show when={props.chat.model()}>
              {(model) => (
                <props.contextRing
                  chatId={props.id}
                  path={props.chat.path()}
                  model={model()}
                  draft={text()}
                  isRunning={props.chat.isRunning()}
                />
              )}
            </Show>
          </span>
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
            // Not while an answer comes: it can be stopped at any time.
            busy={isSending() && !props.chat.isRunning()}
            variant={props.chat.isRunning() ? 'plain' : isEmpty() ? 'quiet' : 'primary'}
            onClick={act}
          />
        </div>
      </form>
    </div>
  );
}

function FilesMissing(props: { onMissing: () => void }): JSX.Element {
  onMount(() => props.onMissing());
  return (
    <p class={css['missing']}>
      Files cannot be attached now. Reload the page to try again.{' '}
      <a href={helpOn('update')}>Help</a>
    </p>
  );
}

/** For browsers without `field-sizing`: as high as its text. */
function fitHeight(box: HTMLTextAreaElement, text: string): void {
  box.style.height = 'auto';
  if (text) box.style.height = `${box.scrollHeight}px`;
}
