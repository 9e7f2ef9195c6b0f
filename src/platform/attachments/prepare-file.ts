import { decodeText } from '../../core/attachments/decode-text';
import { fileKind, isVector, SNIFFED_BYTES, type FileKind } from '../../core/attachments/file-kind';
import {
  MOST_CHARACTERS,
  MOST_IMAGE_BYTES,
  MOST_PDF_BYTES,
  MOST_TEXT_BYTES,
} from '../../core/attachments/limits';
import type { FileProblem, PreparedFile, ReadyFile } from '../../core/attachments/types';
import { encodeImage } from './encode-image';
import type { PdfReader } from './pdf-reader';

/** Makes of a file what can be sent, judged by its bytes. Never throws. */
export async function prepareFile(file: File, readPdf: PdfReader): Promise<PreparedFile> {
  const { name, size } = file;
  if (size === 0) return { kind: 'empty', name };
  try {
    const start = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
    const kind = fileKind(start);
    const limit = mostBytes(kind);
    if (size > limit) return { kind: 'too-large', name, bytes: size, limit };
    if (kind === 'pdf') return await preparePdf(file, readPdf);
    // A format that we don't know by its bytes may still be one that the browser knows.
    if (kind === 'other' && !file.type.startsWith('image/')) return await prepareText(file);
    return await prepareImage(file, kind, isVector(start));
  } catch {
    return { kind: 'unreadable', name };
  }
}

function mostBytes(kind: FileKind): number {
  if (kind === 'pdf') return MOST_PDF_BYTES;
  return kind === 'other' ? MOST_TEXT_BYTES : MOST_IMAGE_BYTES;
}

async function prepareText(file: File): Promise<PreparedFile> {
  const { name } = file;
  const text = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (text === undefined) return { kind: 'binary', name };
  if (text.trim() === '') return { kind: 'empty', name };
  const type = file.type || 'text/plain';
  return ready(
    { kind: 'text', name, type, bytes: file.size, characters: text.length },
    // Copied: a file on disk may change or go.
    new Blob([text], { type }),
    text,
  );
}

async function preparePdf(file: File, readPdf: PdfReader): Promise<PreparedFile> {
  const { name } = file;
  const outcome = await readPdf(await file.arrayBuffer());
  if (outcome.kind !== 'read') return { kind: outcome.kind, name };
  const { text, pages } = outcome;
  const characters = text.length;
  // Not cut: nobody would see what is missing.
  if (characters > MOST_CHARACTERS)
    return { kind: 'too-large', name, bytes: characters, limit: MOST_CHARACTERS };
  const type = 'application/pdf';
  const facts = { kind: 'text', name, type, bytes: file.size, pages, characters } as const;
  return ready(facts, new Blob([await file.arrayBuffer()], { type }), text);
}

async function prepareImage(file: File, kind: FileKind, isDrawn: boolean): Promise<PreparedFile> {
  const { name } = file;
  const image = await encodeImage(file, kind, isDrawn);
  if (!image) {
    const problem: FileProblem = { kind: 'broken-image', name };
    return problem;
  }
  const { blob, width, height } = image;
  return ready({ kind: 'image', name, type: blob.type, bytes: blob.size, width, height }, blob);
}

function ready(attachment: ReadyFile['attachment'], blob: Blob, text?: string): ReadyFile {
  return { kind: 'ready', attachment, blob, ...(text !== undefined && { text }) };
}
