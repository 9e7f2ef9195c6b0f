import { contentWith, type AttachedContent } from '../core/attachments/contents';
import type { StoredAttachment } from '../core/attachments/types';
import type { Contents } from '../core/chat/to-request';
import type { Attachment } from '../core/chat/types';
import { toModels } from '../core/models/discover';
import type { RequestSource } from './build-request';

/** Characters that one call may take as arguments. */
const SLICE = 0x8000;

/** By message id, what is sent of the messages that have attachments, read from the store. */
export async function attachedContents(
  source: Pick<RequestSource, 'answer' | 'history' | 'provider' | 'head' | 'attachments'>,
): Promise<Contents> {
  const { history, attachments } = source;
  // What a compaction stands for is not sent.
  const from = history.findLastIndex((message) => message.compaction !== undefined) + 1;
  const asked = history.slice(from).filter((message) => message.attachments);
  const isLeftOut = (attachment: Attachment) => attachment.kind === 'image' && getsNotes(source);
  const ids = asked
    .flatMap((message) => message.attachments ?? [])
    .filter((attachment) => !isLeftOut(attachment))
    .map(({ id }) => id);
  const stored = new Map((await attachments.read(ids)).map((record) => [record.id, record]));
  const urls = new Map<string, string>();
  for (const record of stored.values())
    if (record.text === undefined) urls.set(record.id, await dataUrl(record));
  const contentOf = (attachment: Attachment): AttachedContent => {
    if (isLeftOut(attachment)) return { kind: 'left-out' };
    const { text } = stored.get(attachment.id) ?? {};
    if (text !== undefined) return { kind: 'text', text };
    const url = urls.get(attachment.id);
    return url === undefined ? { kind: 'gone' } : { kind: 'image', url };
  };
  return new Map(asked.map((message) => [message.id, contentWith(message, contentOf)]));
}

/** Whether a person chose that a model which is not known to read images gets a note in place of each. */
function getsNotes({
  answer,
  provider,
  head,
}: Pick<RequestSource, 'answer' | 'provider' | 'head'>): boolean {
  if (head?.images !== 'note') return false;
  const model = toModels(provider).find(({ id }) => id === answer.model?.modelId);
  return model?.vision.value !== true;
}

async function dataUrl({ blob }: StoredAttachment): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += SLICE)
    text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return `data:${blob.type};base64,${btoa(text)}`;
}
