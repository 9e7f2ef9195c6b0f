import type { ChatRequestMessage, ChatRequestPart } from '../../protocol/openai/request';
import type { Attachment, Message } from '../chat/types';
import { plainTokens } from './estimate';

/** What a chat template puts around each message: its role and its end. */
export const messageOverhead = 4;

/** Servers cut pictures into squares of 28 pixels (Qwen-VL), or take a fixed number; nobody tells beforehand. */
const pixelsPerToken = 28 * 28;
const usualImage = 800;
const mostPerImage = 1_600;

interface Estimated {
  text: string;
  tokens: number;
}

const known = new WeakMap<object, Estimated>();

/** The plain estimate of a message's words, worked out once for as long as they stay the same. */
function wordTokens(message: Message): number {
  const before = known.get(message);
  if (before?.text === message.text) return before.tokens;
  const tokens = plainTokens(message.text);
  known.set(message, { text: message.text, tokens });
  return tokens;
}

/** The plain estimate of a message as it is sent, what is attached included. Reasoning stays behind. */
export function messageTokens(message: Message): number {
  return messageOverhead + wordTokens(message) + attachmentTokens(message.attachments);
}

/** A guess: text files by their size, pictures by their pixels. */
export function attachmentTokens(attachments: readonly Attachment[] = []): number {
  return attachments.reduce((sum, attached) => sum + attachedTokens(attached), 0);
}

function attachedTokens({ kind, bytes, width, height }: Attachment): number {
  // Text of all kinds has three to four bytes for each token.
  if (kind === 'text') return bytes / 3.5;
  return width && height ? Math.min((width * height) / pixelsPerToken, mostPerImage) : usualImage;
}

/** What a request says, by the plain estimate. */
export interface RequestEstimate {
  /** Words and what the template adds, without pictures. */
  plain: number;
  images: number;
}

/**
 * The plain estimate of a request. `history` are the messages that it was made from: their words are not counted again.
 */
export function estimateRequest(
  messages: readonly ChatRequestMessage[],
  history: readonly Message[],
): RequestEstimate {
  const counted = new Map(history.map((message) => [message.text, message]));
  const tokensOf = (text: string): number => {
    const message = counted.get(text);
    return message ? wordTokens(message) : plainTokens(text);
  };
  let images = 0;
  let plain = messageOverhead;
  for (const { content } of messages) {
    plain += messageOverhead;
    for (const part of partsOf(content)) {
      if (part.type === 'text') plain += tokensOf(part.text);
      else images++;
    }
  }
  return { plain, images };
}

function partsOf(content: ChatRequestMessage['content']): readonly ChatRequestPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
