import { describe, expect, test } from 'vitest';
import { listModels, parseModelList } from './models';
import { errorFields } from './testing/collect';
import { replay } from './testing/replay';
import type { Answer } from './testing/replay';

const one = [{ id: 'm' }];

describe('the shape of a list', () => {
  test.each<[string, unknown, unknown]>([
    ['data', { object: 'list', data: [{ id: 'm' }] }, one],
    ['data null', { object: 'list', data: null }, []],
    ['data empty', { data: [] }, []],
    ['models', { models: [{ key: 'm' }] }, one],
    ['models beside data null', { data: null, models: [{ key: 'm' }] }, one],
    ['a bare array', [{ id: 'm' }], one],
    ['an empty array', [], []],
    ['id under name', { models: [{ name: 'm' }] }, one],
    ['id under model', { models: [{ model: 'm' }] }, one],
    [
      'entries without a usable id',
      [{}, { id: '' }, { id: ' ' }, { id: 7 }, null, 'x', [], { id: 'm' }],
      one,
    ],
    ['the same id twice', [{ id: 'm' }, { id: 'm', max_model_len: 5 }], one],
    [
      'ids like members of objects',
      [{ id: '__proto__' }, { id: 'constructor' }],
      [{ id: '__proto__' }, { id: 'constructor' }],
    ],
    ['no list', { status: 'ok' }, undefined],
    ['data of a wrong type', { data: { id: 'm' } }, undefined],
    ['empty object', {}, undefined],
    ['null', null, undefined],
    ['text', 'models', undefined],
  ])('%s', (_, body, expected) => {
    expect(parseModelList(body)).toEqual(expected);
  });

  test('llama.cpp sends capabilities in a second list', () => {
    const models = [{ name: 'm', capabilities: ['completion', 'multimodal'] }];
    expect(parseModelList({ models, object: 'list', data: [{ id: 'm' }, { id: 'n' }] })).toEqual([
      { id: 'm', vision: true, chat: true },
      { id: 'n' },
    ]);
  });
});

/** The fields read from one entry, without its id. */
function fields(entry: object): object {
  const { id, ...rest } = parseModelList([{ id: 'm', ...entry }])?.[0] ?? { id: undefined };
  expect(id).toBe('m');
  return rest;
}

describe('the limits of a model', () => {
  test.each<[object, object]>([
    [
      { loaded_instances: [{ config: { context_length: 4096 } }], max_context_length: 131072 },
      { runtimeContext: 4096, trainedContext: 131072, loaded: true },
    ],
    [
      { loaded_instances: [], max_context_length: 131072 },
      { trainedContext: 131072, loaded: false },
    ],
    [{ loaded_context_length: 4096 }, { runtimeContext: 4096 }],
    [
      { meta: { n_ctx: 4096, n_ctx_train: 32768 } },
      { runtimeContext: 4096, trainedContext: 32768 },
    ],
    [{ meta: null }, {}],
    [{ n_ctx: 4096 }, { runtimeContext: 4096 }],
    [{ max_model_len: 1024 }, { runtimeContext: 1024 }],
    [{ max_model_len: null }, {}],
    [{ max_total_tokens: 1024 }, { runtimeContext: 1024 }],
    [
      { n_ctx: 1, max_model_len: 2, max_total_tokens: 3, loaded_context_length: 4 },
      { runtimeContext: 4 },
    ],
    [{ context_length: 1000 }, { trainedContext: 1000 }],
    [
      { context_length: 1000, top_provider: { context_length: 900, max_completion_tokens: 100 } },
      { trainedContext: 900, maxOutput: 100 },
    ],
    [{ context_length: null, top_provider: { context_length: null } }, {}],
    [
      { context_window: 1000, max_completion_tokens: 100 },
      { trainedContext: 1000, maxOutput: 100 },
    ],
    [{ contextLength: 1000 }, { trainedContext: 1000 }],
    [
      { max_input_tokens: 1000, max_output_tokens: 100 },
      { trainedContext: 1000, maxOutput: 100 },
    ],
    [
      { model_info: { max_input_tokens: 1000, max_output_tokens: 100 } },
      { trainedContext: 1000, maxOutput: 100 },
    ],
    [{ max_tokens: 100 }, { maxOutput: 100 }],
    [{ context_length: '131072' }, { trainedContext: 131072 }],
    [{ context_length: 0, context_window: -1, max_context_length: 1000 }, { trainedContext: 1000 }],
    [{ context_length: 'many', context_window: '', max_model_len: '1e400', n_ctx: 1e300 }, {}],
  ])('%j', (entry, expected) => expect(fields(entry)).toEqual(expected));
});

describe('the copy that a server runs', () => {
  test.each<[object, object]>([
    [{ quantization: { name: 'Q4_0', bits_per_weight: 4 } }, { quantization: 'Q4_0' }],
    [{ quantization: '4bit' }, { quantization: '4bit' }],
    [{ params_string: '7B' }, { parameterSize: '7B' }],
    [
      { meta: { ftype: 'Q4_K - Medium', n_params: 268_098_176 } },
      { quantization: 'Q4_K - Medium', parameterSize: '268M' },
    ],
    [{ meta: { n_params: 8_030_261_248 } }, { parameterSize: '8.0B' }],
    [{ meta: { n_params: 70_553_706_496 } }, { parameterSize: '71B' }],
    [{ meta: { n_params: 999_600_000 } }, { parameterSize: '1.0B' }],
    [{ meta: { n_params: 12 } }, {}],
    [{ state: 'loaded' }, { loaded: true }],
    [{ state: 'not-loaded' }, { loaded: false }],
    [{ status: { value: 'loaded' } }, { loaded: true }],
    [{ status: { value: 'unloaded' } }, { loaded: false }],
    [{ status: { value: 'sleeping' } }, { loaded: false }],
    [{ status: { value: 'loading' } }, { loaded: false }],
    [{ status: { value: 'constructor' } }, {}],
    [{ status: 'ok', state: 7 }, {}],
  ])('%j', (entry, expected) => expect(fields(entry)).toEqual(expected));
});

describe('what a model can', () => {
  test.each<[object, object]>([
    [
      { capabilities: { vision: true, trained_for_tool_use: true, reasoning: { default: 'on' } } },
      { vision: true, tools: true, reasoning: true },
    ],
    [
      {
        capabilities: {
          vision: false,
          function_calling: false,
          reasoning: false,
          completion_chat: true,
        },
      },
      { vision: false, tools: false, reasoning: false, chat: true },
    ],
    [
      { type: 'vlm', capabilities: ['tool_use'] },
      { vision: true, tools: true, chat: true },
    ],
    [
      { capabilities: ['completion', 'tools', 'vision', 'thinking'] },
      { vision: true, tools: true, reasoning: true, chat: true },
    ],
    [{ capabilities: ['completion'] }, { chat: true }],
    [
      { architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] } },
      { vision: true, chat: true },
    ],
    [
      {
        input_modalities: ['text'],
        output_modalities: ['text'],
        effort: { default_level: 'high' },
      },
      { vision: false, reasoning: true, chat: true },
    ],
    [{ supported_parameters: ['tools', 'reasoning'] }, { tools: true, reasoning: true }],
    [{ supported_parameters: ['temperature'] }, { tools: false, reasoning: false }],
    [
      { supports_image_in: true, supports_reasoning: true },
      { vision: true, reasoning: true },
    ],
    [
      { supports_image_input: false, supports_tools: true, supports_chat: true },
      { vision: false, tools: true, chat: true },
    ],
    [
      { supportsImageInput: true, supportsTools: true },
      { vision: true, tools: true },
    ],
    [{ modalities: { vision: true } }, { vision: true }],
    [
      { supports_vision: true, supports_function_calling: true },
      { vision: true, tools: true },
    ],
    [
      {
        model_info: {
          supports_vision: true,
          supports_function_calling: true,
          supports_reasoning: true,
        },
      },
      { vision: true, tools: true, reasoning: true },
    ],
    [{ capabilities: 'all', supported_parameters: [], input_modalities: [], type: 7 }, {}],
  ])('%j', (entry, expected) => expect(fields(entry)).toEqual(expected));
});

describe('a model that does not chat, by the server’s own fields', () => {
  test.each<[string, object]>([
    ['LM Studio', { type: 'embeddings' }],
    ['LM Studio 0.4', { type: 'embedding' }],
    ['Together', { type: 'moderation' }],
    ['Ollama', { capabilities: ['embedding'] }],
    ['LocalAI', { capabilities: ['tts'], output_modalities: ['audio'] }],
    ['Mistral', { type: 'base', capabilities: { completion_chat: false } }],
    ['OpenRouter', { architecture: { output_modalities: ['image'] } }],
    [
      'llama.cpp',
      { capabilities: ['completion'], architecture: { output_modalities: ['text', 'decisions'] } },
    ],
    ['LiteLLM', { mode: 'embedding' }],
    ['LiteLLM, nested', { model_info: { mode: 'audio_speech' } }],
    ['Groq', { context_window: 448 }],
  ])('%s: %j', (_, entry) => expect(fields(entry)).toHaveProperty('chat', false));

  test.each<object>([
    { type: 'model' },
    { type: 'fine-tuned' },
    { capabilities: ['tool_use'] },
    { context_window: 8192 },
  ])('%j says nothing', (entry) => expect(fields(entry)).not.toHaveProperty('chat'));
});

describe('the names of a model', () => {
  test.each<[object, object]>([
    [
      { display_name: 'Model M', name: 'x', description: 'Good.', owned_by: 'vllm' },
      { name: 'Model M', description: 'Good.', ownedBy: 'vllm' },
    ],
    [{ name: 'm', description: '', publisher: 'meta' }, { ownedBy: 'meta' }],
    [
      { name: 'Model M', organization: 'Meta' },
      { name: 'Model M', ownedBy: 'Meta' },
    ],
  ])('%j', (entry, expected) => expect(fields(entry)).toEqual(expected));
});

describe('listing', () => {
  const list = (answer: Answer) => {
    const { fetch } = replay(answer);
    return listModels({ baseUrl: 'http://localhost/v1', apiKey: '', fetch });
  };
  const failure = async (answer: Answer) =>
    errorFields(await list(answer).catch((error: unknown) => error));

  test('a list', async () => {
    expect(await list({ body: '{"data":[{"id":"m"}]}' })).toEqual({ models: one });
  });

  test.each<[string, Answer, object]>([
    [
      'an error status',
      { status: 401, body: '{"error":"Unauthorized"}' },
      { code: 'http', status: 401, serverMessage: 'Unauthorized' },
    ],
    [
      'an error status with a list',
      { status: 500, body: '{"data":[{"id":"m"}]}' },
      { code: 'http', status: 500 },
    ],
    [
      'LM Studio: an error body in a 200',
      { body: '{"error":"Unexpected endpoint or method. (GET /models)"}' },
      { code: 'http', status: 200, serverMessage: 'Unexpected endpoint or method. (GET /models)' },
    ],
    [
      'HTML',
      { body: '<!doctype html>' },
      { code: 'not-openai', status: 200, body: '<!doctype html>' },
    ],
    [
      'HTML under an error status',
      { status: 404, body: '<title>Not found</title>' },
      { code: 'http', status: 404, serverMessage: 'Not found' },
    ],
    ['text', { body: 'Ollama is running' }, { code: 'not-openai' }],
    ['another JSON', { body: '{"models":"none"}' }, { code: 'not-openai' }],
    ['nothing', { body: '' }, { code: 'not-openai', body: '' }],
    ['half a list', { body: '{"data":[', breaks: true }, { code: 'cut-off' }],
  ])('%s', async (_, answer, expected) => expect(await failure(answer)).toMatchObject(expected));
});
