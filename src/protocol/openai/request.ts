import type { JsonObject } from '../../lib/json';
import { callsInWords, shortId } from './past-calls';

export interface ChatRequestToolCall {
  id: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

/** A tool that the model may call. */
export interface ChatRequestTool {
  /** Letters, digits, `_` and `-`, 64 at most. */
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: JsonObject;
}

/** A part of a message's content; an image is an address, most often a `data:` one. */
export type ChatRequestPart = { type: 'text'; text: string } | { type: 'image'; url: string };

export interface ChatRequestMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string | readonly ChatRequestPart[];
  /** Of an assistant message; sent only where the server wants it back. */
  reasoning?: string;
  /** Of an assistant message. */
  toolCalls?: readonly ChatRequestToolCall[];
  /** Of the last assistant message: it is the beginning of the answer (Mistral's word for it). */
  prefix?: boolean;
  /** Of a tool message: the call that it answers. */
  toolCallId?: string;
}

/** Where a server's spelling of a request departs from the plain one; names are the wire's. */
export interface RequestSpelling {
  /** Members of the body that are left out. */
  omit?: readonly string[];
  /** Members of the body that have another name there. */
  rename?: Readonly<Record<string, string>>;
  /** Roles that have another name there. */
  roles?: Readonly<Record<string, string>>;
  /** The member of a past answer that brings its reasoning back; absent: it is not sent (protocol.md §0.10). */
  reasoningField?: string;
  /** How a JSON Schema for the answer goes along: OpenAI's form, unless it is TGI's. */
  schemaForm?: 'tgi';
  /** Past calls and their results go as words: the server knows neither. */
  callsInWords?: boolean;
  /** Ids of calls have nine letters and digits there. */
  shortCallIds?: boolean;
}

/** One completion to ask for. What is absent is not sent: strict servers refuse fields they don't know. */
export interface ChatRequest {
  model: string;
  messages: readonly ChatRequestMessage[];
  stream: boolean;
  /** Asks a streaming server for token counts. */
  includeUsage?: boolean;
  /** Asks llama.cpp to tell how much of the prompt it has read; for no other server. */
  returnProgress?: boolean;
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  stop?: readonly string[];
  seed?: number;
  presencePenalty?: number;
  frequencyPenalty?: number;
  reasoningEffort?: string;
  /** JSON Schema that the answer is to fit. No tools go along then: a server that holds to it cannot call them. */
  responseSchema?: JsonObject;
  /** None: nothing is said of tools. */
  tools?: readonly ChatRequestTool[] | undefined;
  /** Further members of the body, as they are; they win over ours. */
  extra?: JsonObject;
  /** The plain one unless told. */
  spelling?: RequestSpelling;
}

/** The members of a request's body that a request says itself, apart from `extra`. */
export function ownMembers(): string[] {
  return Object.keys(plainBody({ model: '', messages: [], stream: true }));
}

/** The JSON body of `POST {base}/chat/completions`, in the server's spelling. */
export function chatRequestBody(request: ChatRequest): string {
  const { omit = [], rename = {} } = request.spelling ?? {};
  const members = Object.entries(plainBody(request))
    .filter(([name]) => !omit.includes(name))
    .map(([name, value]) => [Object.hasOwn(rename, name) ? rename[name] : name, value]);
  return JSON.stringify(Object.fromEntries(members));
}

/** The tools that really go along: none beside a schema for the answer, and none where the server refuses them. */
export function sentTools(request: ChatRequest): readonly ChatRequestTool[] {
  const { tools = [], responseSchema, spelling } = request;
  return responseSchema || spelling?.omit?.includes('tools') ? [] : tools;
}

function plainBody(request: ChatRequest): object {
  return {
    model: request.model,
    messages: wireMessages(request),
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
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    reasoning_effort: request.reasoningEffort || undefined,
    // Neither `strict` nor `tool_choice`: strict servers refuse them, and what they default to is what is meant.
    tools: sentTools(request).length > 0 ? sentTools(request).map(wireTool) : undefined,
    response_format:
      request.responseSchema && responseFormat(request.responseSchema, request.spelling),
    ...request.extra,
  };
}

interface WireMessage {
  role: string;
  content: string | object[];
  [member: string]: unknown;
}

/** A system prompt that goes by the person's role goes inside of their first message: templates want turns. */
function wireMessages({ messages, spelling = {} }: ChatRequest): WireMessage[] {
  const joining = Object.values(spelling.roles ?? {});
  const sent: WireMessage[] = [];
  for (const message of messages) {
    const next = wireMessage(spelling.callsInWords ? callsInWords(message) : message, spelling);
    const last = sent.at(-1);
    const joins = last?.role === next.role && joining.includes(next.role);
    if (joins && typeof last.content === 'string' && typeof next.content === 'string') {
      sent[sent.length - 1] = { ...next, content: `${last.content}\n\n${next.content}` };
    } else {
      sent.push(next);
    }
  }
  return sent;
}

function wireMessage(message: ChatRequestMessage, spelling: RequestSpelling): WireMessage {
  const { role, content, reasoning } = message;
  const { roles = {}, reasoningField } = spelling;
  const idOf = (id: string): string => (spelling.shortCallIds ? shortId(id) : id);
  const wire: WireMessage = {
    role: (Object.hasOwn(roles, role) ? roles[role] : undefined) ?? role,
    content: typeof content === 'string' ? content : content.map(wirePart),
  };
  // Only what there is: a spread for each of thousands of messages takes half as long as writing them as JSON.
  if (reasoningField && reasoning) wire[reasoningField] = reasoning;
  if (message.toolCalls?.length) {
    wire['tool_calls'] = message.toolCalls.map((call) => wireToolCall(call, idOf(call.id)));
  }
  if (message.toolCallId !== undefined) wire['tool_call_id'] = idOf(message.toolCallId);
  if (message.prefix !== undefined) wire['prefix'] = message.prefix;
  return wire;
}

function wirePart(part: ChatRequestPart): object {
  return part.type === 'text' ? part : { type: 'image_url', image_url: { url: part.url } };
}

function wireToolCall(call: ChatRequestToolCall, id: string): object {
  return {
    id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  };
}

function wireTool({ name, description, parameters }: ChatRequestTool): object {
  return { type: 'function', function: { name, description, parameters } };
}

/** `strict` is left out: with it, OpenAI refuses every schema that is not written for it. */
function responseFormat(schema: JsonObject, { schemaForm }: RequestSpelling = {}): object {
  // TGI's guidance takes the schema as the value (huggingface.js, TextGenerationInputGrammarType).
  if (schemaForm === 'tgi') return { type: 'json', value: schema };
  const { title } = schema;
  const name = (typeof title === 'string' ? title : '').replace(/[^\w-]+/g, '_').slice(0, 64);
  return { type: 'json_schema', json_schema: { name: name || 'answer', schema } };
}
