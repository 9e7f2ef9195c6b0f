import type { AttachmentRepository } from '../core/attachments/types';
import { createDraftFileStore } from '../platform/draft-files';
import { prepareFile } from '../platform/attachments/prepare-file';
import { createPdfReader } from '../platform/attachments/pdf-reader';
import {
  createAttachments,
  type AttachmentsState,
  type AttachmentsTools,
} from '../state/attachments';
import type { Notices } from '../state/notices';

/** The attachments over this browser's decoders. */
export function openAttachments(
  tools: Pick<AttachmentsTools, 'newId' | 'clock' | 'idle'> & {
    repository: AttachmentRepository;
    notices: Notices;
    /** Told when the composers' files are not found again after a reload. */
    onNotKept: () => void;
  },
): AttachmentsState {
  const readPdf = createPdfReader();
  return createAttachments({
    ...tools,
    prepare: (file) => prepareFile(file, readPdf),
    store: createDraftFileStore(tools.onNotKept),
    onLost: (names) =>
      tools.notices.warn(
        `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not stored any more. Attach what you still need again.`,
        'attachment',
      ),
  });
}
