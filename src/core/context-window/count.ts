import type { Attachment, ChatSettings, Message } from '../chat/types';
import type { ChatRequestTool } from '../../protocol/openai/request';
import type { ModelRef } from '../models/types';
import { inTokensOf, type Calibration } from './calibration';
import { plainTokens } from './estimate';
import {
  attachmentTokens,
  messageOverhead,
  messageTokens,
  resultTokens,
  toolTokens,
} from './estimate-messages';
import { charactersOf, sentOf, type Sent } from './sent';

/** A chat as its next request would be made from it, without what stands in the composer. */
export interface CountedChat {
  /** The messages on screen, the same objects each time: their estimates are kept by them. */
  path: readonly Message[];
  settings?: ChatSettings | undefined;
  /** The tools that it would be told of. */
  tools?: readonly ChatRequestTool[];
  /** Who would be asked. */
  model: Pick<ModelRef, 'providerId' | 'modelId'> | undefined;
  calibration: Calibration | undefined;
}

/** Where a count comes from. */
export type CountBasis =
  /** The server's own numbers with an answer; `after` is the estimate of what came behind it. */
  | { kind: 'usage'; tokens: number; at: number; after: number }
  /** The server's tokenizer, asked at this time; it counted what is in the composer too. */
  | { kind: 'tokenizer'; at: number }
  /** Ours, calibrated by so many answers of this model; 0: by none. `isCut`: the server counted a part of it only. */
  | { kind: 'estimate'; answers: number; isCut?: boolean };

export interface Count {
  tokens: number;
  basis: CountBasis;
}

/**
 * The tokens of a chat: the server's count with the last answer and an estimate of what came after it; where there is
 * none that still holds, the estimate alone. Costs what changed since the last time: what a message takes is remembered.
 */
export function countChat(chat: CountedChat): Count {
  const sent = sentOf(chat.path, chat.settings, chat.tools);
  const known = lastUsage(sent, chat);
  if (!known) {
    const tokens = inTokensOf(chat.calibration, plainOf(sent));
    const answers = chat.calibration?.answers ?? 0;
    const isCut = sent.messages.findLast(({ usage }) => usage)?.truncation !== undefined;
    return { tokens, basis: { kind: 'estimate', answers, ...(isCut && { isCut }) } };
  }
  const { answer, tokens } = known;
  const behind = sent.messages.slice(sent.messages.indexOf(answer) + 1);
  const plain = resultTokens(answer) + sum(behind, messageTokens);
  const after = inTokensOf(chat.calibration, plain);
  const at = answer.timing?.finishedAt ?? answer.createdAt;
  return { tokens: tokens + after, basis: { kind: 'usage', tokens, at, after } };
}

/** The tokens of what stands in the composer; nothing is added for an empty one. */
export function countDraft(
  text: string,
  attachments: readonly Attachment[],
  calibration: Calibration | undefined,
): number {
  if (text.trim() === '' && attachments.length === 0) return 0;
  const plain = messageOverhead + plainTokens(text) + attachmentTokens(attachments);
  return inTokensOf(calibration, plain);
}

/** What takes the room: the parts of a count, estimated, and brought to its sum. */
export interface Part {
  kind: 'system' | 'tools' | 'summary' | 'older' | 'last';
  tokens: number;
}

/** The last turn is the last question with all behind it. Parts that are not there are left out. */
export function partsOf(chat: CountedChat, total: number): Part[] {
  const { systemPrompt, summary, tools, messages } = sentOf(chat.path, chat.settings, chat.tools);
  const question = messages.findLastIndex((message) => message.role === 'user');
  const at = question < 0 ? 0 : question;
  const plain: Part[] = [
    { kind: 'system', tokens: textTokens(systemPrompt) },
    { kind: 'tools', tokens: toolTokens(tools) },
    { kind: 'summary', tokens: textTokens(summary) },
    { kind: 'older', tokens: sum(messages.slice(0, at), messageTokens) },
    { kind: 'last', tokens: sum(messages.slice(at), messageTokens) },
  ];
  const estimated = sum(plain, (part) => part.tokens);
  return plain
    .filter((part) => part.tokens > 0)
    .map((part) => ({ ...part, tokens: (part.tokens / estimated) * total }));
}

/** The last answer whose counts still tell what is sent now. */
function lastUsage(
  sent: Sent,
  { model }: CountedChat,
): { answer: Message; tokens: number } | undefined {
  const answer = sent.messages.findLast(
    (message) => message.usage && message.usage.promptTokens > 0,
  );
  if (!answer?.usage || !isBy(answer, model) || answer.truncation) return undefined;
  const asked = answer.promptEstimate?.characters;
  if (asked !== undefined && asked !== charactersOf(sent, answer)) return undefined;
  return { answer, tokens: answer.usage.promptTokens + keptTokens(answer, answer.usage) };
}

function isBy({ model }: Message, other: CountedChat['model']): boolean {
  return model?.modelId === other?.modelId && model?.providerId === other?.providerId;
}

/** What goes back of an answer: its reasoning was counted with it, but stays behind. */
function keptTokens(answer: Message, { completionTokens }: NonNullable<Message['usage']>): number {
  const { reasoning } = answer;
  if (!reasoning) return completionTokens;
  const said = messageTokens(answer) - messageOverhead - resultTokens(answer);
  const thought = plainTokens(reasoning);
  return completionTokens * (said / (said + thought));
}

function plainOf({ systemPrompt, summary, tools, messages }: Sent): number {
  const texts = textTokens(systemPrompt) + textTokens(summary) + sum(messages, messageTokens);
  const all = texts + toolTokens(tools);
  return all === 0 ? 0 : all + messageOverhead;
}

function textTokens(text: string): number {
  return text === '' ? 0 : plainTokens(text) + messageOverhead;
}

function sum<T>(entries: readonly T[], tokensOf: (entry: T) => number): number {
  return entries.reduce((total, entry) => total + tokensOf(entry), 0);
}
