import type { ChatRequestMessage, ChatRequestPart } from '../../protocol/openai/request';
import type { Attachment, Message } from '../chat/types';

/** What of an attachment is sent: text, the address of an image, or that nothing is stored any more. */
export type AttachedContent =
  { kind: 'text'; text: string } | { kind: 'image'; url: string } | { kind: 'left-out' | 'gone' };

/**
 * A question with what goes along: text files and notes before its words, each under its name, then the images. In parts
 * only where there is an image: some servers take no array for text alone (servers.md, errors).
 */
export function contentWith(
  message: Pick<Message, 'text' | 'attachments'>,
  contentOf: (attachment: Attachment) => AttachedContent,
): ChatRequestMessage['content'] {
  const attached = (message.attachments ?? []).map(
    (attachment) => [attachment, contentOf(attachment)] as const,
  );
  const texts = attached.flatMap(([attachment, content]) => textOf(attachment, content) ?? []);
  const text = [...texts, message.text].filter((part) => part.trim() !== '').join('\n\n');
  const images = attached.flatMap<ChatRequestPart>(([, content]) =>
    content.kind === 'image' ? [{ type: 'image', url: content.url }] : [],
  );
  if (images.length === 0) return text;
  return text === '' ? images : [{ type: 'text', text }, ...images];
}

function textOf({ name, kind }: Attachment, content: AttachedContent): string | undefined {
  switch (content.kind) {
    case 'text':
      return fenced(name, content.text);
    case 'left-out':
      return `[The image ${name} is left out here, since this model reads text only.]`;
    case 'gone':
      return `[The ${kind === 'image' ? 'image' : 'file'} ${name} is not stored any more.]`;
    case 'image':
      return undefined;
  }
}

/** A file as Markdown has it: its name, then its text in a fence that is longer than any within. */
function fenced(name: string, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`{3,}/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const [, ending = ''] = /\.([A-Za-z0-9]{1,10})$/.exec(name) ?? [];
  const language = ending.toLowerCase() === 'pdf' ? '' : ending.toLowerCase();
  return `${name}:\n${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}
