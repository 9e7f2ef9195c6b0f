import type { JsonObject } from '../../lib/json';

export interface ChatRequestToolCall {
  id: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

export interface ChatRequestMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  /** Of an assistant message. */
  toolCalls?: readonly ChatRequestToolCall[];
  /** Of a tool message: the call that it answers. */
  toolCallId?: string;
}

/** One completion to ask for. What is absent is not sent: strict servers refuse fields they don't know. */
export interface ChatRequest {
  model: string;
  messages: readonly ChatRequestMessage[];
  stream: boolean;
  /** Asks a streaming server for token counts; dropped where the server refuses to be asked. */
  includeUsage?: boolean;
  /** Asks llama.cpp to tell how much of the prompt it has read; for no other server. */
  returnProgress?: boolean;
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  stop?: readonly string[];
  seed?: number;
  reasoningEffort?: string;
  /** Further members of the body, as they are; they win over ours. */
  extra?: JsonObject;
}

/** The JSON body of `POST {base}/chat/completions`. */
export function chatRequestBody(request: ChatRequest): string {
  return JSON.stringify({
    model: request.model,
    messages: request.messages.map(wireMessage),
    stream: request.stream,
    stream_options: request.stream && request.includeUsage ? { include_usage: true } : undefined,
    return_progress: (request.stream && request.returnProgress) || undefined,
    // The portable spelling: Ollama ignores max_completion_tokens, Mistral refuses it.
    max_tokens: request.maxTokens,
    temperature: request.temperature,
    top_p: request.topP,
    // TGI takes an array only.
    stop: request.stop?.length ? request.stop : undefined,
    seed: request.seed,
    reasoning_effort: request.reasoningEffort || undefined,
    ...request.extra,
  });
}

function wireMessage(message: ChatRequestMessage): object {
  return {
    role: message.role,
    content: message.content,
    tool_calls: message.toolCalls?.length ? message.toolCalls.map(wireToolCall) : undefined,
    tool_call_id: message.toolCallId,
  };
}

function wireToolCall(call: ChatRequestToolCall): object {
  return {
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  };
}
