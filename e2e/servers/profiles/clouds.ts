// Clouds. Whether pages may ask Groq, Together and Fireworks is known from no primary source (protocol.md 8.5): open is assumed.
import { json, list, openAiError } from './answers';
import { open } from './cors';
import { chunkOf, completionOf, streamLike } from './shapes';
import type { AuthRules, CorsRules, Facts, MakeProfile, Part, Response } from './types';

const mirrored: CorsRules = open((asked) => asked);

const keyed = (refusal: Response): AuthRules => ({ guards: () => true, refusal: () => refusal });

const unauthorized = keyed(
  openAiError(401, 'Incorrect API key provided.', 'invalid_request_error', {
    param: null,
    code: 'invalid_api_key',
  }),
);
const notFound = openAiError(404, 'Not Found', 'invalid_request_error');
const unknownModel = ({ body }: { body: Record<string, unknown> }): Response =>
  openAiError(
    404,
    `The model \`${String(body['model'])}\` does not exist.`,
    'invalid_request_error',
    { param: null, code: 'model_not_found' },
  );
const tooLong = (context: number): Response =>
  openAiError(
    400,
    `This model's maximum context length is ${String(context)} tokens. However, your messages resulted in 5000 tokens. Please reduce the length of the messages.`,
    'invalid_request_error',
    { param: 'messages', code: 'context_length_exceeded' },
  );

const bare = (id: string, owner: string): object => ({
  id,
  object: 'model',
  created: 1_795_359_552,
  owned_by: owner,
});

/** OpenAI: no reasoning text; models that reason take `max_completion_tokens` alone. */
export const openai: MakeProfile = ({ model, context }) => ({
  name: 'OpenAI',
  source: 'protocol.md 1.12, row "OpenAI"',
  basePath: '/v1',
  cors: mirrored,
  auth: unauthorized,
  routes: {
    'GET /v1/models': list(bare(model, 'system'), bare('text-embedding-3-small', 'system')),
  },
  unknown: () => notFound,
  chat: {
    refusals: {
      'unknown-model': unknownModel,
      'max-tokens': () =>
        /^(o\d|gpt-5)/.test(model)
          ? openAiError(
              400,
              "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
              'invalid_request_error',
              { param: 'max_tokens', code: 'unsupported_parameter' },
            )
          : undefined,
      overflow: () => tooLong(context),
    },
    stream: streamLike(model, { reasoning: () => ({}) }),
    complete: (said, usage) => completionOf(model)({ ...said, reasoning: '' }, usage),
  },
});

/** OpenRouter: a public list, comments while it works, usage whether asked or not. */
export const openrouter: MakeProfile = ({ model, context }) => {
  const error = (code: number, message: string): Response =>
    json(code, { error: { code, message } });
  return {
    name: 'OpenRouter',
    source: 'protocol.md 1.11',
    basePath: '/api/v1',
    cors: mirrored,
    auth: {
      guards: (path) => path !== '/api/v1/models',
      refusal: () => error(401, 'No auth credentials found'),
    },
    routes: {
      'GET /api/v1/models': json(200, {
        data: [
          {
            ...bare(model, ''),
            name: model,
            context_length: context * 2,
            architecture: { input_modalities: ['text'], output_modalities: ['text'] },
            pricing: { prompt: '0', completion: '0' },
            top_provider: {
              context_length: context,
              max_completion_tokens: context / 2,
              is_moderated: false,
            },
            supported_parameters: ['tools', 'max_tokens', 'temperature', 'reasoning'],
          },
        ],
      }),
    },
    unknown: () => error(404, 'Not Found'),
    chat: {
      refusals: {
        'unknown-model': ({ body }) =>
          error(400, `${String(body['model'])} is not a valid model ID`),
        overflow: () =>
          error(
            400,
            `This endpoint's maximum context length is ${String(context)} tokens. However, you requested about 5000 tokens (5000 of text input).`,
          ),
      },
      stream: streamLike(model, {
        prelude: ': OPENROUTER PROCESSING\n\n',
        first: undefined,
        reasoning: (words) => ({
          role: 'assistant',
          content: '',
          reasoning: words,
          reasoning_details: [{ type: 'reasoning.text', text: words }],
        }),
        text: (content) => ({ role: 'assistant', content }),
        usage: 'always',
      }),
      complete: completionOf(model, 'reasoning'),
    },
  };
};

/** Together: a bare array with a type for each model, `eos` for an end, TGI's words for too long a prompt. */
export const together: MakeProfile = ({ model, context }) => ({
  name: 'Together',
  source: 'protocol.md 1.12, row "Together"',
  basePath: '/v1',
  cors: mirrored,
  auth: unauthorized,
  routes: {
    'GET /v1/models': json(200, [
      {
        id: model,
        object: 'model',
        created: 0,
        type: 'chat',
        display_name: model,
        organization: 'lab',
        context_length: context,
      },
      {
        id: 'flux-schnell',
        object: 'model',
        created: 0,
        type: 'image',
        display_name: 'FLUX',
        organization: 'lab',
      },
    ]),
  },
  unknown: () => notFound,
  chat: {
    refusals: {
      'unknown-model': unknownModel,
      overflow: () =>
        openAiError(
          422,
          `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= ${String(context)}. Given: 5000 \`inputs\` tokens and 100 \`max_new_tokens\``,
          'invalid_request_error',
        ),
    },
    stream: streamLike(model, {
      reasoning: (words) => ({ reasoning: words }),
      usage: 'never',
      chunk: (part) => ({
        ...chunkOf(model)({ ...part, finish: part.finish === 'stop' ? 'eos' : part.finish }),
        usage: part.place === 'last' ? part.usage : null,
      }),
    }),
    complete: completionOf(model, 'reasoning'),
  },
});

/** Groq: usage in `x_groq`, refuses reasoning sent back. */
export const groq: MakeProfile = ({ model, context }) => ({
  name: 'Groq',
  source: 'protocol.md 1.12, row "Groq"',
  basePath: '/openai/v1',
  cors: mirrored,
  auth: unauthorized,
  routes: {
    'GET /openai/v1/models': list(
      {
        ...bare(model, 'lab'),
        active: true,
        context_window: context,
        public_apps: null,
        max_completion_tokens: context / 2,
      },
      {
        ...bare('whisper-large-v3', 'lab'),
        active: true,
        context_window: 448,
        public_apps: null,
        max_completion_tokens: 448,
      },
    ),
  },
  unknown: () => notFound,
  chat: {
    refusals: {
      'unknown-model': unknownModel,
      'past-reasoning': () =>
        openAiError(
          400,
          "'messages.1' : for 'role:assistant' the following must be satisfied[('messages.1' : property 'reasoning_content' is unsupported)]",
          'invalid_request_error',
        ),
      overflow: () =>
        openAiError(
          400,
          'Please reduce the length of the messages or completion.',
          'invalid_request_error',
          { param: 'messages', code: 'context_length_exceeded' },
        ),
    },
    stream: streamLike(model, {
      reasoning: (words) => ({ reasoning: words }),
      usage: 'never',
      chunk: (part) => ({ ...chunkOf(model)(part), ...xGroq(part) }),
    }),
    complete: completionOf(model, 'reasoning'),
  },
});

function xGroq({ place, usage }: Part): object {
  if (place === 'first') return { x_groq: { id: 'req_1' } };
  return place === 'last' ? { x_groq: { id: 'req_1', usage } } : {};
}

/** Mistral: refuses every field that it does not know, thinks in an array as content. */
export const mistral: MakeProfile = ({ model, context }) => {
  const extra = (name: string): Response =>
    json(422, {
      object: 'error',
      message: {
        detail: [
          { type: 'extra_forbidden', loc: ['body', name], msg: 'Extra inputs are not permitted' },
        ],
      },
      type: 'invalid_request_error',
      param: null,
      code: null,
    });
  const entry = {
    max_context_length: context,
    capabilities: { completion_chat: true, function_calling: true, vision: false },
    aliases: ['parrot-latest'],
    type: 'base',
  };
  return {
    name: 'Mistral',
    source: 'protocol.md 1.12, row "Mistral"',
    basePath: '/v1',
    cors: open(() => 'authorization, content-type'),
    auth: keyed(json(401, { detail: 'Unauthorized' })),
    routes: {
      'GET /v1/models': list(
        { ...bare(model, 'mistralai'), ...entry },
        {
          ...bare('mistral-embed', 'mistralai'),
          ...entry,
          capabilities: { completion_chat: false },
        },
      ),
    },
    unknown: () => json(404, { detail: 'Not Found' }),
    chat: {
      refusals: {
        'unknown-field': ({ body }) => extra(Object.keys(body).at(-1) ?? ''),
        'max-completion-tokens': () => extra('max_completion_tokens'),
        'stream-options': () => extra('stream_options'),
        'past-reasoning': () => extra('reasoning_content'),
        'unknown-model': ({ body }) =>
          json(400, {
            object: 'error',
            message: `Invalid model: ${String(body['model'])}`,
            type: 'invalid_model',
            param: null,
            code: '1500',
          }),
        // editor-code-assistant/eca#233, nearai/ironclaw#1241.
        'long-call-id': () =>
          json(400, {
            object: 'error',
            message: 'Tool call id was call_0 but must be a-z, A-Z, 0-9, with a length of 9.',
            type: 'invalid_function_call',
            param: null,
            code: '3280',
          }),
        overflow: () =>
          json(400, {
            object: 'error',
            message: `Prompt contains 5000 tokens, too large for model with ${String(context)} maximum context length`,
            type: 'invalid_request_message_order',
            param: null,
            code: '3051',
          }),
      },
      stream: streamLike(model, {
        reasoning: (words) => ({
          content: [{ type: 'thinking', thinking: [{ type: 'text', text: words }] }],
        }),
        // The arguments may be an object, the index is always 0.
        call: (call, index) => [
          {
            tool_calls: [
              {
                id: `D681PevK${String(index)}`,
                index: 0,
                function: { name: call.name, arguments: JSON.parse(call.arguments) as object },
              },
            ],
          },
        ],
        usage: 'never',
        chunk: (part) => ({
          ...chunkOf(model)(part),
          ...(part.place === 'last' && { usage: part.usage }),
        }),
      }),
      complete: completionOf(model),
    },
  };
};

/** DeepSeek: comments while a request is queued, errors under a type of their own. */
export const deepseek: MakeProfile = ({ model, context }) => ({
  name: 'DeepSeek',
  source: 'protocol.md 1.12, row "DeepSeek"',
  basePath: '/v1',
  cors: open((asked) => asked),
  auth: keyed({
    ...openAiError(401, 'Authentication Fails, Your api key is invalid', 'authentication_error', {
      param: null,
      code: 'invalid_request_error',
    }),
    headers: { 'Content-Type': 'application/octet-stream', Vary: 'Origin' },
  }),
  routes: {
    'GET /v1/models': list({
      ...bare(model, 'deepseek'),
      name: model,
      context_window: context,
      max_output_tokens: context / 2,
      input_modalities: ['text'],
      output_modalities: ['text'],
      effort: { supported_levels: ['high', 'max'], default_level: 'high' },
    }),
  },
  unknown: () => notFound,
  chat: {
    refusals: {
      'unknown-model': () => openAiError(400, 'Model Not Exist', 'invalid_request_error'),
      overflow: () => tooLong(context),
    },
    stream: streamLike(model, { prelude: ': keep-alive\n\n: keep-alive\n\n' }),
    complete: completionOf(model, 'reasoning_content'),
  },
});

/** Fireworks: what a model can do is in the list. */
export const fireworks: MakeProfile = ({ model, context }: Facts) => ({
  name: 'Fireworks',
  source: 'protocol.md 1.12, row "Fireworks"',
  basePath: '/inference/v1',
  cors: mirrored,
  auth: unauthorized,
  routes: {
    'GET /inference/v1/models': list({
      ...bare(model, 'fireworks'),
      kind: 'HF_BASE_MODEL',
      supports_chat: true,
      supports_image_input: false,
      supports_tools: true,
      context_length: context,
    }),
  },
  unknown: () => notFound,
  chat: {
    refusals: { 'unknown-model': unknownModel, overflow: () => tooLong(context) },
    stream: streamLike(model),
    complete: completionOf(model, 'reasoning_content'),
  },
});
