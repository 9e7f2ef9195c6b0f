import type { ChatRequest, ChatRequestMessage } from '../../protocol/openai/request';
import type { callMessages } from './call-messages';
import type { ChatSettings, Message } from './types';

/** By message id, what is sent of those that have attachments. */
export type Contents = ReadonlyMap<string, ChatRequestMessage['content']>;

const nothingAttached: Contents = new Map();

/**
 * What is sent: questions and what was answered, tool calls with their results, messages without any of these left out;
 * from a compaction on, its text in place of all that stands before. Reasoning goes along only to a server that wants it
 * back (protocol.md §0.10), which the spelling of the request decides.
 */
export function toRequestMessages(
  path: readonly Message[],
  contents = nothingAttached,
  /** Where some call tools. */
  forCalls?: typeof callMessages,
): ChatRequestMessage[] {
  const at = path.findLastIndex((message) => message.compaction !== undefined);
  const callIds = new Set<string>();
  const sent = path
    .slice(at + 1)
    .flatMap((message) =>
      forCalls && message.toolCalls.length > 0
        ? forCalls(message, callIds)
        : sentFor(message, contents.get(message.id)),
    );
  const summary = path[at]?.compaction?.text;
  return summary === undefined ? sent : [summaryMessage(summary), ...sent];
}

function sentFor(
  message: Message,
  content: ChatRequestMessage['content'] | undefined,
): ChatRequestMessage[] {
  const { role, text, reasoning } = message;
  if (content === undefined && text.trim() === '') return [];
  const sent: ChatRequestMessage = { role, content: content ?? text };
  // No spread: there may be thousands of them.
  if (role === 'assistant' && reasoning) sent.reasoning = reasoning;
  return [sent];
}

/** As a person's words: templates want them first, and the system prompt stays what the person wrote. */
function summaryMessage(text: string): ChatRequestMessage {
  return { role: 'user', content: `Summary of our conversation so far:\n\n${text}` };
}

/** The system prompt as the first message; none when it is blank. */
export function withSystemPrompt(
  messages: readonly ChatRequestMessage[],
  systemPrompt = '',
): readonly ChatRequestMessage[] {
  if (systemPrompt.trim() === '') return messages;
  return [{ role: 'system', content: systemPrompt }, ...messages];
}

type Parameters = Omit<ChatRequest, 'model' | 'messages' | 'stream'>;

/** The parameters of a request that a chat's settings ask for: only those that were set. */
export function requestParameters(settings: ChatSettings = {}): Parameters {
  const parameters = { ...settings };
  delete parameters.systemPrompt;
  return parameters;
}
