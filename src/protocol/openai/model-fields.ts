import type { ListedModel } from './models';
import { filledText, isObject, member, tokenCount } from './wire';
import type { WireObject } from './wire';

type Path = readonly string[];

/** What the server serves now, most trusted first. */
const runtimeContext: readonly Path[] = [
  ['loaded_context_length'],
  ['meta', 'n_ctx'],
  ['n_ctx'],
  ['max_model_len'],
  ['max_total_tokens'],
];

/** What the model was trained for or the host advertises, most trusted first. */
const trainedContext: readonly Path[] = [
  ['top_provider', 'context_length'],
  ['context_length'],
  ['context_window'],
  ['max_context_length'],
  ['contextLength'],
  ['max_input_tokens'],
  ['model_info', 'max_input_tokens'],
  ['meta', 'n_ctx_train'],
];

const maxOutput: readonly Path[] = [
  ['top_provider', 'max_completion_tokens'],
  ['max_completion_tokens'],
  ['max_output_tokens'],
  ['model_info', 'max_output_tokens'],
  ['max_tokens'],
];

/** LM Studio ("llm", "vlm", "embeddings") and Together share the field `type`. */
const chatTypes = ['llm', 'vlm', 'chat', 'language', 'code'];
const otherTypes =
  /^(?:embeddings?|image|moderation|rerank(?:er)?|audio|video|transcri\w+|tts|stt|speech)$/;
/** Ollama's, LocalAI's and llama.cpp's words in a list of capabilities. */
const chatCapabilities = ['completion', 'chat'];
const otherCapabilities =
  /^(?:embeddings?|rerank|transcript\w*|tts|image|video|vad|moderation|sound_generation|detection)$/;

/** Words for a model that the next request has to wait for. */
const notLoaded = ['not-loaded', 'unloaded', 'sleeping', 'loading', 'downloading'];

/** Every field of ListedModel but the id, from whichever spelling the entry uses (protocol.md §3, §6). */
export function modelFields(entry: WireObject, id: string): Omit<ListedModel, 'id'> {
  const name = text(entry, ['display_name'], ['name']);
  return definedOnly({
    name: name === id ? undefined : name,
    description: text(entry, ['description']),
    ownedBy: text(entry, ['owned_by'], ['publisher'], ['organization']),
    runtimeContext: loadedContext(entry) ?? count(entry, runtimeContext),
    trainedContext: count(entry, trainedContext),
    maxOutput: count(entry, maxOutput),
    vision: vision(entry),
    tools: tools(entry),
    reasoning: reasoning(entry),
    quantization: text(entry, ['quantization', 'name'], ['quantization'], ['meta', 'ftype']),
    parameterSize: text(entry, ['params_string']) ?? size(member(entry, 'meta', 'n_params')),
    loaded: isLoaded(entry),
    chat: chat(entry),
  });
}

/** LM Studio lists running copies, or says `state`; llama.cpp's router and LocalAI say `status`. */
function isLoaded(entry: WireObject): boolean | undefined {
  const { loaded_instances: copies } = entry;
  if (Array.isArray(copies)) return copies.length > 0;
  const state = text(entry, ['state'], ['status', 'value']);
  if (state === 'loaded') return true;
  return state !== undefined && notLoaded.includes(state) ? false : undefined;
}

/** llama.cpp counts the parameters; people say `268M`, `8.0B`. */
function size(parameters: unknown): string | undefined {
  const total = tokenCount(parameters) ?? 0;
  if (total < 1e6) return undefined;
  if (total < 999.5e6) return `${Math.round(total / 1e6)}M`;
  return `${total < 9.95e9 ? (total / 1e9).toFixed(1) : Math.round(total / 1e9)}B`;
}

/** LM Studio's list of running copies; the first one answers. */
function loadedContext(entry: WireObject): number | undefined {
  const loaded = entry['loaded_instances'];
  if (!Array.isArray(loaded)) return undefined;
  return tokenCount(member((loaded as unknown[])[0], 'config', 'context_length'));
}

function vision(entry: WireObject): boolean | undefined {
  const inputs = words(entry, ['architecture', 'input_modalities'], ['input_modalities']);
  return (
    flag(entry, ['capabilities', 'vision'], ['modalities', 'vision']) ??
    (entry['type'] === 'vlm' ? true : undefined) ??
    (inputs.length > 0 ? inputs.includes('image') : undefined) ??
    listed(words(entry, ['capabilities']), 'vision', 'multimodal') ??
    flag(entry, ['supports_image_in'], ['supports_image_input'], ['supportsImageInput']) ??
    flag(entry, ['supports_vision'], ['model_info', 'supports_vision'])
  );
}

function tools(entry: WireObject): boolean | undefined {
  const parameters = words(entry, ['supported_parameters']);
  return (
    flag(entry, ['capabilities', 'trained_for_tool_use'], ['capabilities', 'function_calling']) ??
    listed(words(entry, ['capabilities']), 'tools', 'tool_use') ??
    (parameters.length > 0 ? parameters.includes('tools') : undefined) ??
    flag(entry, ['supports_tools'], ['supportsTools'], ['supports_function_calling']) ??
    flag(entry, ['model_info', 'supports_function_calling'])
  );
}

function reasoning(entry: WireObject): boolean | undefined {
  const parameters = words(entry, ['supported_parameters']);
  return (
    present(member(entry, 'capabilities', 'reasoning')) ??
    listed(words(entry, ['capabilities']), 'thinking', 'reasoning') ??
    (parameters.length > 0 ? parameters.includes('reasoning') : undefined) ??
    flag(entry, ['supports_reasoning'], ['model_info', 'supports_reasoning']) ??
    present(entry['effort'])
  );
}

/** False as soon as one type field says no, true if one says yes, else the server did not say. */
function chat(entry: WireObject): boolean | undefined {
  const verdicts = [
    chatByType(entry),
    chatByCapabilities(words(entry, ['capabilities'])),
    flag(entry, ['capabilities', 'completion_chat'], ['supports_chat']),
    chatByOutput(words(entry, ['architecture', 'output_modalities'], ['output_modalities'])),
    chatByMode(text(entry, ['mode'], ['model_info', 'mode'])),
    // Groq lists Whisper with a context window of 448.
    (tokenCount(entry['context_window']) ?? Infinity) <= 512 ? false : undefined,
  ];
  if (verdicts.includes(false)) return false;
  return verdicts.includes(true) ? true : undefined;
}

function chatByType(entry: WireObject): boolean | undefined {
  const type = text(entry, ['type'])?.toLowerCase() ?? '';
  if (otherTypes.test(type)) return false;
  return chatTypes.includes(type) ? true : undefined;
}

function chatByCapabilities(list: readonly string[]): boolean | undefined {
  if (list.some((word) => chatCapabilities.includes(word))) return true;
  return list.some((word) => otherCapabilities.test(word)) ? false : undefined;
}

/** llama.cpp gives `decisions` to a classifier; OpenRouter leaves `text` out for image models. */
function chatByOutput(list: readonly string[]): boolean | undefined {
  if (list.length === 0) return undefined;
  return list.includes('text') && !list.includes('decisions');
}

function chatByMode(mode: string | undefined): boolean | undefined {
  return mode === undefined ? undefined : ['chat', 'responses', 'completion'].includes(mode);
}

function count(entry: WireObject, paths: readonly Path[]): number | undefined {
  return paths.map((path) => tokenCount(member(entry, ...path))).find((n) => n !== undefined);
}

function text(entry: WireObject, ...paths: Path[]): string | undefined {
  return paths.map((path) => filledText(member(entry, ...path))).find((t) => t !== undefined);
}

function flag(entry: WireObject, ...paths: Path[]): boolean | undefined {
  const values = paths.map((path) => member(entry, ...path));
  return values.find((value) => typeof value === 'boolean');
}

/** The first of these lists that is there and not empty, in lower case. */
function words(entry: WireObject, ...paths: Path[]): string[] {
  const lists = paths.map((path) => member(entry, ...path)).filter(Array.isArray);
  const list = lists.find((candidate) => candidate.length > 0) as unknown[] | undefined;
  return (list ?? []).filter((word) => typeof word === 'string').map((word) => word.toLowerCase());
}

/** A list of capabilities is no complete one: a missing word says nothing. */
function listed(list: readonly string[], ...wanted: string[]): true | undefined {
  return wanted.some((word) => list.includes(word)) ? true : undefined;
}

/** LM Studio and DeepSeek describe reasoning with an object, others with a boolean. */
function present(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return isObject(value) ? true : undefined;
}

type Optional<T> = { [K in keyof T]: T[K] | undefined };

function definedOnly(fields: Optional<Required<Omit<ListedModel, 'id'>>>): Omit<ListedModel, 'id'> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
