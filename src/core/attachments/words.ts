import { assertNever } from '../../lib/assert-never';
import { formatBytes, formatNumber } from '../../lib/format';
import type { Attachment } from '../chat/types';
import type { Capability } from '../models/types';
import type { FileProblem } from './types';

/** Files that many have and no server takes as they are. */
const OFFICE = /\.(?:docx?|xlsx?|pptx?|od[tsp]|rtf|pages|numbers|key|epub)$/i;

/** Why a file is of no use, in a sentence that names it, and what to do. */
export function problemWords({ kind, name, bytes = 0, limit = 0 }: FileProblem): string {
  switch (kind) {
    case 'empty':
      return `${name} is empty.`;
    case 'too-large':
      return `${name} is too large: ${formatBytes(bytes)} of at most ${formatBytes(limit)}.`;
    case 'binary':
      return OFFICE.test(name)
        ? `${name} can’t be read here. Save it as PDF or as text, then attach that.`
        : `${name} is neither text nor an image that this browser can read.`;
    case 'broken-image':
      return `${name} could not be read as an image. It is damaged, or this browser does not know its format.`;
    case 'broken-pdf':
      return `${name} is damaged: it could not be read as PDF.`;
    case 'locked-pdf':
      return `${name} is locked with a password. Save a copy without one, then attach that.`;
    case 'pdf-without-text':
      return `${name} holds no text, only pictures of pages. Attach its pages as images instead.`;
    case 'unreadable':
      return `${name} could not be read. Is it a folder, or was it moved?`;
    case 'not-loaded':
      return `${name} was not read: the part that reads PDF could not be loaded. Are you offline?`;
    default:
      return assertNever(kind);
  }
}

/** What a chip says beside the name: `1.3 MB`, `12 pages · 34 000 characters`. */
export function attachmentFacts({
  kind,
  bytes,
  width,
  height,
  pages,
  characters,
}: Attachment): string {
  if (kind === 'image') {
    const size = width && height ? `${formatNumber(width)} × ${formatNumber(height)}` : '';
    return [size, formatBytes(bytes)].filter(Boolean).join(' · ');
  }
  if (pages === undefined) return formatBytes(bytes);
  return `${counted(pages, 'page')} · ${counted(characters ?? 0, 'character')}`;
}

/** That a model is not known to read images, and who says so. */
export function blindWords(
  name: string,
  providerLabel: string,
  vision: Capability | undefined,
): string {
  switch (vision?.source) {
    case 'user':
      return `You set that ${name} reads text only.`;
    case 'checked':
      return `${name} could not read an image when it was checked.`;
    case 'server':
      return `${providerLabel} says that ${name} reads text only.`;
    case 'name':
      return `By its name, ${name} reads text only.`;
    default:
      return `Nothing says that ${name} reads images.`;
  }
}

function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}
