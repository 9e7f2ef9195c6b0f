import { createSignal, type JSX, Show, Suspense } from 'solid-js';
import { attachmentFacts } from '../../../core/attachments/words';
import type { Attachment } from '../../../core/chat/types';
import { Icon } from '../../../ui/Icon';
import { late } from '../../../ui/late';
import css from './attachments.module.css';
import { createStored } from './create-stored';

const AttachmentDialog = late(() => import('./AttachmentDialog'));

export interface AttachmentChipProps {
  attachment: Attachment;
  /** As large as it is worth looking at, where it is an image; else a small sign beside its name. */
  asImage?: boolean;
  /** What stands behind the name, such as a button that removes it. */
  children?: JSX.Element;
}

/** Pixels that an image takes in a message at most. */
const WIDEST = 280;
const HIGHEST = 200;

/** One attachment by name, size and picture; a press opens it. */
export function AttachmentChip(props: AttachmentChipProps): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false);
  const isImage = (): boolean => props.attachment.kind === 'image';
  return (
    <li class={css['chip']} data-face={isImage() && props.asImage ? 'image' : 'file'}>
      <button
        type="button"
        class={css['open']}
        aria-haspopup="dialog"
        title={`${props.attachment.name} · ${attachmentFacts(props.attachment)}`}
        onClick={() => setIsOpen(true)}
      >
        <Show when={isImage()} fallback={<Icon name="file" />}>
          <Thumbnail attachment={props.attachment} large={props.asImage === true} />
        </Show>
        <Show when={!isImage() || !props.asImage}>
          <span class={css['words']}>
            <span class={css['name']}>{props.attachment.name}</span>
            <span class={css['facts']}>{attachmentFacts(props.attachment)}</span>
          </span>
        </Show>
      </button>
      {props.children}
      <Suspense>
        <Show when={isOpen()}>
          <AttachmentDialog attachment={props.attachment} onClose={() => setIsOpen(false)} />
        </Show>
      </Suspense>
    </li>
  );
}

/** Its room is kept while it is read. */
function Thumbnail(props: { attachment: Attachment; large: boolean }): JSX.Element {
  const stored = createStored(() => props.attachment.id);
  const size = (): { width: number; height: number } => {
    const { width = WIDEST, height = HIGHEST } = props.attachment;
    const scale = Math.min(1, WIDEST / width, HIGHEST / height);
    return { width: Math.round(width * scale), height: Math.round(height * scale) };
  };
  const url = (): string | undefined => {
    const found = stored();
    return found.kind === 'here' ? found.url : undefined;
  };
  return (
    <Show
      when={stored().kind !== 'gone'}
      fallback={
        <span class={css['gone']}>
          <Icon name="image" /> {props.attachment.name} is not stored any more
        </span>
      }
    >
      <img
        class={css['thumbnail']}
        src={url()}
        // Beside its name the picture says nothing more.
        alt={props.large ? props.attachment.name : ''}
        {...(props.large ? size() : { width: 40, height: 40 })}
        decoding="async"
      />
    </Show>
  );
}
