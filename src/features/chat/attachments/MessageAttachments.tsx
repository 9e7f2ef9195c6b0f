import { For, type JSX } from 'solid-js';
import type { Attachment } from '../../../core/chat/types';
import { AttachmentChip } from './AttachmentChip';
import css from './attachments.module.css';

export interface MessageAttachmentsProps {
  attachments: readonly Attachment[];
}

/** What went along with a question: images to look at, files by name. */
export function MessageAttachments(props: MessageAttachmentsProps): JSX.Element {
  return (
    <ul class={css['sent']} role="list" aria-label="Attachments">
      <For each={props.attachments}>
        {(attachment) => <AttachmentChip attachment={attachment} asImage />}
      </For>
    </ul>
  );
}
