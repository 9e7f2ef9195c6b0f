import type {
  ChatRequest,
  ChatRequestMessage,
  ChatRequestPart,
  ChatRequestTool,
} from '../../protocol/openai/request';
import { resultText } from '../chat/call-messages';
import type { Attachment, Message, ToolCall } from '../chat/types';
import { plainTokens } from './estimate';

/** What a chat template puts around each message: its role and its end. */
export const messageOverhead = 4;

/** Servers cut pictures into squares of 28 pixels (Qwen-VL), or take a fixed number; nobody tells beforehand. */
const pixelsPerToken = 28 * 28;
const usualImage = 800;
const mostPerImage = 1_600;

interface Estimated {
  text: string;
  /** Of its tool calls. */
  characters: number;
  tokens: number;
}

const known = new WeakMap<object, Estimated>();

/** The plain estimate of a message's words and calls, worked out once for as long as they stay the same. */
function wordTokens(message: Message): number {
  const before = known.get(message);
  const { text, toolCalls } = message;
  const characters = callCharacters(message);
  if (before?.text === text && before.characters === characters) return before.tokens;
  const tokens = toolCalls.reduce((sum, call) => sum + callTokens(call), plainTokens(text));
  known.set(message, { text, characters, tokens });
  return tokens;
}

/** What a call takes, what came back of it included: that is a message of its own. */
function callTokens({ name, arguments: args, result }: ToolCall): number {
  return (
    2 * messageOverhead +
    plainTokens(name) +
    plainTokens(args) +
    (result ? plainTokens(resultText(result)) : 0)
  );
}

/** What came back of the calls of an answer, without what the model wrote itself. */
export function resultTokens({ toolCalls }: Message): number {
  return toolCalls.reduce(
    (sum, { result }) => sum + messageOverhead + plainTokens(resultText(result)),
    0,
  );
}

/** The characters of an answer's calls, and of what came back of them. */
export function callCharacters({ toolCalls }: Message): number {
  return toolCalls.reduce(
    (sum, { name, arguments: args, result }) =>
      sum + name.length + args.length + (result?.text.length ?? 0),
    0,
  );
}

const toolTexts = new WeakMap<object, string>();

/** What a model is told of a tool, as it stands in the prompt, more or less. */
function toolText(tool: ChatRequestTool): string {
  const { name, description, parameters } = tool;
  const text = toolTexts.get(tool) ?? JSON.stringify({ name, description, parameters });
  toolTexts.set(tool, text);
  return text;
}

/** The plain estimate of what a model is told of tools. */
export function toolTokens(tools: readonly ChatRequestTool[]): number {
  return tools.reduce((sum, tool) => sum + messageOverhead + plainTokens(toolText(tool)), 0);
}

/** The characters of that. */
export function toolCharacters(tools: readonly ChatRequestTool[]): number {
  return tools.reduce((sum, tool) => sum + toolText(tool).length, 0);
}

/** The plain estimate of a message as it is sent, what is attached and what tools said included. Reasoning stays behind. */
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
  /** Tokens of `plain` that tell the model of tools: a server without a place for them reads nothing of that. */
  tools: number;
}

/**
 * The plain estimate of a request. `history` are the messages that it was made from: their words are not counted again.
 */
export function estimateRequest(
  { messages, tools = [] }: Pick<ChatRequest, 'messages' | 'tools'>,
  history: readonly Message[],
): RequestEstimate {
  const plainMessages = history.filter(({ toolCalls }) => toolCalls.length === 0);
  const counted = new Map(plainMessages.map((message) => [message.text, message]));
  const tokensOf = (text: string): number => {
    const message = counted.get(text);
    return message ? wordTokens(message) : plainTokens(text);
  };
  let images = 0;
  const told = toolTokens(tools);
  let plain = messageOverhead + told;
  for (const { content, toolCalls = [] } of messages) {
    plain += messageOverhead;
    for (const { name, arguments: args } of toolCalls) {
      plain += messageOverhead + plainTokens(name) + plainTokens(args);
    }
    for (const part of partsOf(content)) {
      if (part.type === 'text') plain += tokensOf(part.text);
      else images++;
    }
  }
  return { plain, images, tools: told };
}

function partsOf(content: ChatRequestMessage['content']): readonly ChatRequestPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
