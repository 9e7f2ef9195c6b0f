import type { AttachmentRepository } from '../core/attachments/types';
import { requestParameters, toRequestMessages, withSystemPrompt } from '../core/chat/to-request';
import type { Conversation, Message } from '../core/chat/types';
import type { Provider } from '../core/providers/types';
import type { Settings } from '../core/settings/types';
import type { ToolRunner } from './tools';
import type { ChatRequest } from '../protocol/openai/request';

export interface RequestSource {
  answer: Message;
  /** The messages before the answer. */
  history: readonly Message[];
  provider: Provider;
  /** The head of the chat. */
  head: Conversation | undefined;
  settings: Pick<Settings, 'stream'>;
  attachments: Pick<AttachmentRepository, 'read'>;
  tools: Pick<ToolRunner, 'toldTo'>;
}

/** The request for an answer: what was said, and of the parameters only what the chat has set. */
export async function buildRequest(source: RequestSource): Promise<ChatRequest> {
  const { answer, history, provider, head, settings } = source;
  const contents = history.some((message) => message.attachments)
    ? await (await import('./attached-contents')).attachedContents(source)
    : undefined;
  // Both come with the first chat that has some.
  const forCalls = history.some(({ toolCalls }) => toolCalls.length > 0)
    ? (await import('../core/chat/call-messages')).callMessages
    : undefined;
  const sent = toRequestMessages(history, contents, forCalls);
  const modelId = answer.model?.modelId ?? '';
  const messages = withSystemPrompt(sent, head?.settings?.systemPrompt);
  return {
    ...requestParameters(head?.settings),
    model: modelId,
    messages,
    tools: await source.tools.toldTo({ head, provider, modelId }),
    stream: head?.stream ?? settings.stream,
    includeUsage: true,
    returnProgress: provider.server?.kind.startsWith('llama-cpp') ?? false,
  };
}
