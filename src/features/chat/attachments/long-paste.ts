import { LONG_PASTE } from '../../../core/attachments/limits';

/** What a paste brings: files, a text that is better a file, or nothing that is ours. */
export type Pasted =
  { kind: 'files'; files: File[] } | { kind: 'long-text'; text: string } | undefined;

/** Judges what is pasted; `plain` keeps a long text in the box. */
export function judgePaste(data: DataTransfer, plain: boolean): Pasted {
  const text = data.getData('text/plain');
  const files = [...data.files];
  // Word and Excel put a picture of the words beside them.
  const isOffice =
    /urn:schemas-microsoft-com:office|<meta name="?Generator"? content="?LibreOffice/i.test(
      data.getData('text/html'),
    );
  if (files.length > 0 && !(isOffice && text)) return { kind: 'files', files };
  return text.length > LONG_PASTE && !plain ? { kind: 'long-text', text } : undefined;
}
