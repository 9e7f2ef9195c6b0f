import {
  createEffect,
  createSignal,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
} from 'solid-js';
import type { Attachment, ImageChoice } from '../../../core/chat/types';
import { reasonOf } from '../../../lib/reason';
import type { AttachmentsState } from '../../../state/attachments';
import { DraftsContext } from '../../../state/drafts';
import { NoticesContext } from '../../../state/notices';
import { ServicesContext } from '../../../state/services';
import { Icon } from '../../../ui/Icon';
import { type AttachedFiles, noFiles, type Sending } from '../attached-files';
import type { Chat } from '../create-chat';
import css from './attachments.module.css';
import { createDrop } from './create-drop';
import { createImageQuestion } from './create-image-question';
import { DraftedFiles } from './DraftedFiles';
import { ImageWarning } from './ImageWarning';
import { judgePaste } from './long-paste';

export interface ComposerFilesProps {
  chat: Chat;
  id: string | undefined;
  box: HTMLTextAreaElement;
  onReady: (files: AttachedFiles) => void;
  /** Sends what stands in the composer. */
  onSend: () => void;
}

/** The files of a composer: picked, pasted or dropped, shown, and warned of before they go where nobody reads them. */
export default function ComposerFiles(props: ComposerFilesProps): JSX.Element {
  const services = ServicesContext.use();
  const notices = NoticesContext.use();
  const drafts = DraftsContext.use();
  const [state, setState] = createSignal<AttachmentsState>();
  const [held, setHeld] = createSignal(0);
  let input!: HTMLInputElement;

  const files = () => state()?.drafted(props.id) ?? [];
  const isEmpty = (): boolean => files().every((file) => file.kind === 'problem');
  const ownImages = (): number =>
    files().filter((file) => file.kind === 'ready' && file.attachment.kind === 'image').length;
  const question = createImageQuestion(
    untrack(() => props.chat),
    () => props.id,
    ownImages,
  );

  const failed = (error: unknown): void =>
    notices.warn(`Files cannot be attached. ${reasonOf(error)}`, 'attachment');
  const add = (given: readonly File[]): readonly string[] => state()?.add(props.id, given) ?? [];
  const isOver = createDrop(add);

  async function toSend(): Promise<Sending | undefined> {
    const from = props.id;
    // What is still being read may be an image.
    let attachments: readonly Attachment[];
    try {
      attachments = (await state()?.toSend(from)) ?? [];
    } catch (error) {
      notices.warn(
        `The message was not sent; it is still in the box. ${reasonOf(error)}`,
        'storage',
      );
      return undefined;
    }
    if (question.matters() && !question.choice()) {
      setHeld((count) => count + 1);
      return undefined;
    }
    const images = question.draftedChoice();
    return {
      attachments,
      ...(images && { head: { images } }),
      onSent(to) {
        state()?.sent(from, attachments, to);
        question.forget();
      },
    };
  }

  async function load(): Promise<void> {
    try {
      const loaded = await services.attachments();
      setState(() => loaded);
      props.onReady({
        isEmpty,
        choose: () => input.click(),
        toSend,
        takeBack: (attachments) => loaded.takeBack(props.id, attachments),
      });
    } catch (error) {
      props.onReady(noFiles);
      failed(error);
    }
  }
  onMount(() => void load());

  async function choose(choice: ImageChoice): Promise<void> {
    // One that was made before is only changed; else the person wants to send, or was kept from it.
    const sends = question.choice() === undefined && (ownImages() > 0 || held() > 0);
    try {
      await question.choose(choice);
    } catch (error) {
      notices.warn(`The choice was not stored. ${reasonOf(error)}`, 'storage');
      return;
    }
    setHeld(0);
    if (sends) props.onSend();
    else props.box.focus();
  }
  createEffect(
    on(
      () => props.id,
      () => setHeld(0),
      { defer: true },
    ),
  );

  /** The name of the picker is one that stays. */
  const changeModel = (): void =>
    props.box.form?.querySelector<HTMLElement>('button[aria-label^="Model"]')?.click();

  const paste = createPaste();
  onMount(() => {
    const box = props.box;
    box.addEventListener('paste', paste.take);
    box.addEventListener('keydown', paste.watchKey);
    onCleanup(() => {
      box.removeEventListener('paste', paste.take);
      box.removeEventListener('keydown', paste.watchKey);
    });
  });

  function createPaste() {
    let isPlain = false;
    return {
      /** Ctrl+Shift+V keeps a long text in the box. */
      watchKey: (event: KeyboardEvent): void => {
        isPlain = event.shiftKey && (event.ctrlKey || event.metaKey);
      },
      take(event: ClipboardEvent): void {
        const pasted = event.clipboardData && judgePaste(event.clipboardData, isPlain);
        isPlain = false;
        if (!pasted || !state()) return;
        event.preventDefault();
        if (pasted.kind === 'files') add(pasted.files);
        else takeLongText(pasted.text);
      },
    };
  }

  function takeLongText(text: string): void {
    const into = props.id;
    const at = props.box.selectionStart;
    const [id] = add([new File([text], 'pasted.txt', { type: 'text/plain' })]);
    const run = (): void => {
      if (id !== undefined) state()?.remove(id);
      const before = drafts.get(into);
      drafts.set(into, before.slice(0, at) + text + before.slice(at));
    };
    notices.show('The long text was attached as pasted.txt.', { label: 'Undo', run });
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          // The same file again is a change too.
          event.currentTarget.value = '';
          props.box.focus();
        }}
      />
      <ImageWarning
        question={question}
        held={held()}
        onChoose={(choice) => void choose(choice)}
        onCorrect={() => void question.correct().catch(failed)}
        onChangeModel={changeModel}
      />
      <DraftedFiles
        files={files()}
        onRemove={(id) => {
          state()?.remove(id);
          props.box.focus();
        }}
        onTryAgain={(id) => {
          void state()?.tryAgain(id);
          props.box.focus();
        }}
      />
      <Show when={isOver()}>
        <div class={css['drop']}>
          <p>
            <Icon name="attach" /> Drop files to attach them
          </p>
        </div>
      </Show>
    </>
  );
}
