import { empty, json, text } from './answers';
import { allowedBy, isLocalOrigin } from './cors';
import { callInPieces, chunkOf, streamLike } from './shapes';
import type {
  ChatRules,
  CorsRules,
  Facts,
  MakeProfile,
  Part,
  Response,
  Said,
  Usage,
} from './types';

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };
const ours = (status: number, body: unknown): Response => json(status, body, JSON_TYPE);

const error = (status: number, message: string, type: string, more: object = {}): Response =>
  ours(status, { error: { code: status, message, type, ...more } });

/** While a model is loaded every route says this (protocol.md 1.3). */
const loadingModel = error(503, 'Loading model', 'unavailable_error');

/** How long it took, as it tells in its answers; LiteLLM passes it on. */
export const TIMINGS = {
  cache_n: 23,
  prompt_n: 1,
  prompt_ms: 0.5,
  prompt_per_token_ms: 0.5,
  prompt_per_second: 1779.5,
  predicted_n: 12,
  predicted_ms: 3.2,
  predicted_per_token_ms: 0.3,
  predicted_per_second: 3350.5,
};

/** One model, given at the start: the server of issues and of most installs. */
export const llamacpp: MakeProfile = (facts) => {
  const { model, context } = facts;
  const models = ours(200, modelList(model, context));
  const notFound = error(404, 'File Not Found', 'not_found_error');
  const chat = chatRules(facts);
  return {
    name: 'llama.cpp',
    source:
      'recordings llamacpp-parrot-chat, llamacpp-parrot-tool, llamacpp-tiny-apikey; protocol.md 1.3',
    basePath: '/v1',
    cors: cors(facts),
    auth: {
      guards: (path) => !/^(\/v1)?\/health$/.test(path),
      refusal: () =>
        ours(401, {
          error: { message: 'Invalid API Key', type: 'authentication_error', code: 401 },
        }),
    },
    loading: () => loadingModel,
    routes: {
      'GET /v1/models': models,
      'GET /models': models,
      'GET /health': ours(200, { status: 'ok' }),
      'GET /v1/health': ours(200, { status: 'ok' }),
      'GET /props': ours(200, props(model, context)),
      'GET /': text(415, 'Error: gzip is not supported by this browser', 'text/plain'),
    },
    unknown: () => notFound,
    chat,
  };
};

/** Started without a model: it lists many, and loads the one that a request names (protocol.md 1.3, `/props?model=`). */
export const llamacppRouter: MakeProfile = (facts) => {
  const single = llamacpp(facts);
  const { model, context } = facts;
  const entry = (id: string, value: 'loaded' | 'unloaded'): object => ({
    ...modelEntry(id, context),
    ...(value === 'unloaded' && { meta: null }),
    status: { value },
  });
  const data = [entry(model, 'loaded'), entry('another-model', 'unloaded')];
  const list = ours(200, { object: 'list', data });
  return {
    ...single,
    name: 'llama.cpp router',
    source: `${single.source}; README of llama-server, "router mode"`,
    routes: {
      ...single.routes,
      'GET /v1/models': list,
      'GET /models': list,
      'GET /props': ({ path }) => {
        const asked = new URL(path, 'http://router').searchParams.get('model');
        return asked === model ? ours(200, props(model, context)) : ours(200, { role: 'router' });
      },
    },
    chat: {
      ...single.chat,
      refusals: {
        ...single.chat.refusals,
        'unknown-model': ({ body }) =>
          body['model'] === 'another-model'
            ? undefined
            : error(400, `model '${String(body['model'])}' not found`, 'invalid_request_error'),
      },
    },
  };
};

/**
 * Open as installed, closed to all but local pages with `--tools` or `--agent`. The origin is echoed on every answer, as an empty
 * header without one; the preflight allows any header by a literal `*` (recordings 01…08).
 */
function cors({ origins }: Facts): CorsRules {
  const allows = origins ? allowedBy(origins) : () => true;
  return {
    allows,
    readable: (origin) => ({ 'Access-Control-Allow-Origin': origin }),
    preflight: (origin, _headers, allowed) =>
      allowed ? empty(200, preflightHeaders(origin)) : empty(200),
  };
}

/** The CORS of a server that was started with `--tools`: pages on this computer only. */
export const llamacppWithTools: MakeProfile = (facts) => {
  const profile = llamacpp(facts);
  return { ...profile, cors: { ...profile.cors, allows: isLocalOrigin } };
};

const preflightHeaders = (origin: string): Record<string, string> => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'GET, POST, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': '*',
  'Content-Type': 'text/html',
});

function chatRules({ model, context }: Facts): ChatRules {
  return {
    // An unknown or missing model is answered by the one there is (recordings 20, 25).
    refusals: {
      'bad-json': () =>
        error(400, '[json.exception.parse_error.101] parse error', 'invalid_request_error'),
      'no-messages': () => error(400, "'messages' is required", 'invalid_request_error'),
      image: () =>
        error(
          500,
          'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
          'server_error',
        ),
      // Templates take the arguments of past calls as an object (ggml-org/llama.cpp#25510; seen of the real server).
      'broken-arguments': () =>
        error(
          500,
          'Failed to parse tool call arguments as JSON: [json.exception.parse_error.101] parse error',
          'server_error',
        ),
      overflow: ({ body }) => {
        const tokens = Math.ceil(JSON.stringify(body['messages']).length / 4);
        const words = `request (${String(tokens)} tokens) exceeds the available context size (${String(context)} tokens), try increasing it`;
        return error(400, words, 'exceed_context_size_error', {
          n_prompt_tokens: tokens,
          n_ctx: context,
        });
      },
    },
    stream: streamLike(model, {
      headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
      first: { role: 'assistant', content: null },
      call: callInPieces(),
      chunk: (part) => ({
        ...chunkOf(model, { chunk: { system_fingerprint: 'b0-unknown' } })(part),
        ...counted(part),
      }),
    }),
    completeHeaders: JSON_TYPE,
    complete: (said, usage) => ({
      id: 'chatcmpl-profile',
      object: 'chat.completion',
      created: 1_795_359_553,
      model,
      system_fingerprint: 'b0-unknown',
      choices: [{ index: 0, message: messageOf(said), finish_reason: said.finish }],
      usage: detailed(usage),
      timings: TIMINGS,
    }),
  };
}

/** The timings are in the last chunk of all, which is the one with the usage if that was asked for (recordings 11, 12). */
function counted({ place, usage, usageAsked }: Part): object {
  if (place === 'usage') return { usage: detailed(usage), timings: TIMINGS };
  return place === 'last' && !usageAsked ? { timings: TIMINGS } : {};
}

export const detailed = (usage: Usage): object => ({
  ...usage,
  prompt_tokens_details: { cached_tokens: 23 },
});

function messageOf({ text: content, reasoning, calls }: Said): object {
  const tools = calls.map((call, at) => ({
    type: 'function',
    function: call,
    id: `call_${String(at)}`,
  }));
  return {
    role: 'assistant',
    content,
    ...(reasoning && { reasoning_content: reasoning }),
    ...(tools.length > 0 && { tool_calls: tools }),
  };
}

/** Two lists of the same models, one as Ollama writes it (recording 01). */
function modelList(model: string, context: number): object {
  const details = {
    parent_model: '',
    format: 'gguf',
    family: '',
    families: [''],
    parameter_size: '',
    quantization_level: '',
  };
  const likeOllama = {
    name: model,
    model,
    modified_at: '',
    size: '',
    digest: '',
    type: 'model',
    description: '',
    tags: [''],
  };
  return {
    models: [{ ...likeOllama, capabilities: ['completion'], parameters: '', details }],
    object: 'list',
    data: [modelEntry(model, context)],
  };
}

function modelEntry(id: string, context: number): object {
  return {
    id,
    aliases: [id],
    tags: [],
    object: 'model',
    architecture: { input_modalities: ['text'], output_modalities: ['text'] },
    created: 1_795_359_552,
    owned_by: 'llamacpp',
    meta: {
      vocab_type: 2,
      n_vocab: 1016,
      n_ctx: context,
      n_ctx_train: context * 2,
      n_embd: 256,
      n_params: 979_712,
      size: 3_918_848,
      ftype: 'all F32',
    },
  };
}

/** What a client reads of `/props` (recording llamacpp-tiny-apikey/70-get-props); the sampling defaults are left out. */
function props(model: string, context: number): object {
  return {
    default_generation_settings: { params: {}, n_ctx: context },
    total_slots: 1,
    model_alias: model,
    model_path: `models/${model}.gguf`,
    modalities: { vision: false, video: false, audio: false },
    chat_template_caps: {
      supports_tools: true,
      supports_tool_calls: true,
      supports_system_role: true,
    },
    build_info: 'b0-unknown',
    is_sleeping: false,
  };
}
