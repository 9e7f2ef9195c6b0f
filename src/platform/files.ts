import type { FileStore, PickedText } from '../core/ports';

const MOST_BYTES = 10 * 1024 * 1024;
/** Firefox and Safari still read the blob after the click has returned. */
const KEEP_BLOB_MS = 60_000;

/** Files by the browser's chooser and its download; works on every origin. */
export function createFiles(page: Document = document): FileStore {
  let dismiss = () => {};
  const pickFile = (accept: string): Promise<File | undefined> => {
    // A chooser that never said how it ended (some browsers have no `cancel` event) ends here.
    dismiss();
    return new Promise((resolve) => {
      const input = addFileInput(page, accept);
      const end = (file?: File) => {
        input.remove();
        resolve(file);
      };
      dismiss = () => end();
      input.addEventListener('cancel', dismiss);
      input.addEventListener('change', () => end(input.files?.[0]));
      input.click();
    });
  };
  const saveBlob = (name: string, blob: Blob): void => {
    const url = URL.createObjectURL(blob);
    const link = page.createElement('a');
    link.href = url;
    link.download = name;
    link.hidden = true;
    page.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), KEEP_BLOB_MS);
  };
  return {
    pickText: async (accept) => {
      const file = await pickFile(accept);
      return file && readText(file);
    },
    pickFile,
    saveText: (name, text, type) => saveBlob(name, new Blob([text], { type })),
    saveBlob,
  };
}

/** The text of a file that a person chose; one over 10 MB is not read. Bytes that are no UTF-8 become U+FFFD. */
export async function readText(file: Pick<File, 'name' | 'size' | 'text'>): Promise<PickedText> {
  const { name, size } = file;
  if (size > MOST_BYTES) return { kind: 'too-large', name, bytes: size };
  try {
    return { kind: 'text', name, text: await file.text() };
  } catch {
    return { kind: 'unreadable', name };
  }
}

function addFileInput(page: Document, accept: string): HTMLInputElement {
  const input = page.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.hidden = true;
  page.body.append(input);
  return input;
}
