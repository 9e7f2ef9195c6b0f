import { describe, expect, test } from 'vitest';
import { type Case, data, expectRecognised, look, owned, recorded } from './testing/look';
import type { Route } from './testing/native-server';

// lmstudio.ai/docs/developer/rest: list (v1), endpoints (v0).
const lmStudioV1 = {
  models: [
    {
      type: 'llm',
      publisher: 'lmstudio-community',
      key: 'm',
      display_name: 'Gemma 3 270m Instruct Qat',
      architecture: 'gemma3',
      quantization: { name: 'Q4_0', bits_per_weight: 4 },
      size_bytes: 241410208,
      params_string: '270M',
      loaded_instances: [{ id: 'm', config: { context_length: 4096 } }],
      max_context_length: 32768,
      format: 'gguf',
      capabilities: { vision: false, trained_for_tool_use: false },
      description: null,
    },
  ],
};
const lmStudioV0 = data({
  id: 'm',
  object: 'model',
  type: 'vlm',
  publisher: 'mlx-community',
  quantization: '4bit',
  state: 'not-loaded',
  max_context_length: 32768,
});
// docs/api.md of Ollama; `details.context_length` and `capabilities` as 0.33 sent them (servers.md).
const ollama: Record<string, Route> = {
  '/api/version': { version: '0.33.0' },
  '/api/tags': {
    models: [
      {
        name: 'm',
        model: 'm',
        details: { parameter_size: '8.0B', quantization_level: 'Q4_0', context_length: 8192 },
        capabilities: ['completion', 'tools', 'thinking'],
      },
    ],
  },
  '/api/ps': { models: [{ name: 'm', model: 'm', context_length: 4096, size_vram: 5137025024 }] },
};
const ollamaFacts = {
  trainedContext: 8192,
  runtimeContext: 4096,
  parameterSize: '8.0B',
  quantization: 'Q4_0',
  tools: true,
  reasoning: true,
  chat: true,
  loaded: true,
};

describe('a server is recognised by what it answers', () => {
  test.each<[string, Case]>([
    [
      'LM Studio 0.4 by its v1 REST',
      {
        list: owned('organization_owner'),
        routes: { '/api/v1/models': lmStudioV1 },
        kind: 'lm-studio',
        version: '0.4 or newer',
        asked: ['GET /api/v1/models'],
        facts: {
          name: 'Gemma 3 270m Instruct Qat',
          runtimeContext: 4096,
          trainedContext: 32768,
          quantization: 'Q4_0',
          parameterSize: '270M',
          loaded: true,
          vision: false,
          tools: false,
          chat: true,
        },
      },
    ],
    [
      'LM Studio 0.3 by its v0 REST',
      {
        list: owned('organization_owner'),
        routes: {
          '/api/v0/models': lmStudioV0,
          '/api/v1/models': { error: 'Unexpected endpoint' },
        },
        kind: 'lm-studio',
        version: '0.3',
        asked: ['GET /api/v1/models', 'GET /api/v0/models'],
        facts: {
          trainedContext: 32768,
          quantization: '4bit',
          loaded: false,
          vision: true,
          chat: true,
        },
      },
    ],
    [
      'LM Studio by its port, where the owner is the publisher',
      {
        baseUrl: 'http://localhost:1234/v1',
        list: owned('mlx-community'),
        routes: { '/api/v1/models': lmStudioV1 },
        kind: 'lm-studio',
        version: '0.4 or newer',
      },
    ],
    [
      'Ollama',
      {
        list: owned('library'),
        routes: ollama,
        kind: 'ollama',
        version: '0.33.0',
        asked: ['GET /api/version', 'GET /api/tags', 'GET /api/ps'],
        facts: ollamaFacts,
      },
    ],
    [
      'Ollama by the preset, where every model is somebody’s own',
      { preset: 'ollama', list: owned('jdoe'), routes: ollama, kind: 'ollama', version: '0.33.0' },
    ],
    [
      'llama.cpp, as recorded',
      {
        list: recorded('openai/recordings/llamacpp/01-models-noorigin.txt'),
        routes: { '/props': recorded('native/recordings/llamacpp-props.txt') },
        kind: 'llama-cpp',
        asked: ['GET /props'],
        facts: { runtimeContext: 4096, tools: false, vision: false, loaded: true },
      },
    ],
    [
      'llama.cpp with a template for tools, as recorded',
      {
        list: recorded('openai/recordings/llamacpp-parrot-tool/01-models-noorigin.txt'),
        routes: { '/props': recorded('native/recordings/llamacpp-tools-props.txt') },
        kind: 'llama-cpp',
        facts: { tools: true, loaded: true },
      },
    ],
    [
      // tools/server/README.md, GET /models in router mode
      'a router of llama.cpp, whose loaded models alone are asked for, without loading',
      {
        list: data(
          { id: 'org/m:Q4', owned_by: 'llamacpp', status: { value: 'loaded' } },
          { id: 'other', owned_by: 'llamacpp', status: { value: 'unloaded' } },
        ),
        routes: {
          '/props?model=org%2Fm%3AQ4&autoload=false': {
            default_generation_settings: { n_ctx: 8192 },
            build_info: 'b9931-1a2b3c4',
            modalities: { vision: true },
          },
        },
        kind: 'llama-cpp-router',
        version: 'b9931-1a2b3c4',
        asked: ['GET /props?model=org%2Fm%3AQ4&autoload=false'],
        facts: { runtimeContext: 8192, vision: true, loaded: true },
      },
    ],
    [
      'vLLM, as recorded',
      {
        list: recorded('openai/recordings/vllm-allowed-origin/01-models-noorigin.txt'),
        routes: { '/version': recorded('native/recordings/vllm-version.txt') },
        kind: 'vllm',
        version: '0.32.0',
        asked: ['GET /version'],
        facts: { runtimeContext: 1024 },
      },
    ],
    [
      // protocol.md §1.5
      'LocalAI',
      {
        list: data({ id: 'm', object: 'model' }),
        routes: {
          '/v1/models/capabilities': data({
            id: 'm',
            capabilities: ['chat', 'vision', 'tools', 'thinking'],
            input_modalities: ['text', 'image'],
            output_modalities: ['text'],
          }),
        },
        kind: 'localai',
        asked: ['GET /v1/models/capabilities'],
        facts: { vision: true, tools: true, reasoning: true, chat: true },
      },
    ],
    [
      // protocol.md §1.7
      'text-generation-webui',
      {
        list: owned('user'),
        routes: {
          '/v1/internal/model/info': { model_name: 'm', lora_names: [], loader: 'llama.cpp' },
        },
        kind: 'text-generation-webui',
        asked: ['GET /v1/internal/model/info'],
        facts: { loaded: true },
      },
    ],
    [
      // protocol.md §1.6
      'TGI',
      {
        list: owned('m'),
        routes: { '/info': { max_input_tokens: 4095, max_total_tokens: 4096, version: '3.3.4' } },
        kind: 'tgi',
        version: '3.3.4',
        asked: ['GET /info'],
        facts: { runtimeContext: 4096, loaded: true },
      },
    ],
    ['FastChat', { list: owned('fastchat'), kind: 'fastchat', asked: [] }],
    [
      'Aphrodite',
      {
        list: data({ id: 'm', owned_by: 'pygmalionai', max_model_len: 4096 }),
        kind: 'aphrodite',
        asked: [],
        facts: { runtimeContext: 4096 },
      },
    ],
    [
      // servers.md: matched by model_name
      'LiteLLM',
      {
        list: owned('openai'),
        routes: {
          '/v1/model/info': {
            data: [
              {
                model_name: 'm',
                litellm_params: { api_base: 'http://inside:8000', api_key: 'sk-1' },
                model_info: {
                  max_input_tokens: 128000,
                  max_output_tokens: 16384,
                  mode: 'chat',
                  supports_vision: true,
                  supports_function_calling: true,
                },
              },
            ],
          },
        },
        kind: 'litellm',
        asked: ['GET /v1/model/info'],
        facts: {
          trainedContext: 128000,
          maxOutput: 16384,
          vision: true,
          tools: true,
          chat: true,
        },
      },
    ],
    [
      // transformers 5.23, cli/serving/server.py: lists the cache, or nothing
      'transformers serve',
      {
        list: { object: 'list', data: [] },
        routes: {
          '/openapi.json': {
            paths: { '/v1/chat/completions': {}, '/load_model': {}, '/reset': {} },
          },
        },
        kind: 'transformers',
        asked: ['GET /openapi.json'],
      },
    ],
  ])('%s', async (_, given) => expectRecognised(given));
});

test('a copy that LM Studio lists by an id of its own has its own window', async () => {
  const entry = lmStudioV1.models[0];
  const copies = [
    { id: 'm', config: { context_length: 4096 } },
    { id: 'm:2', config: { context_length: 16384 } },
  ];
  const found = await look({
    list: data({ id: 'm', owned_by: 'organization_owner' }, { id: 'm:2' }),
    routes: { '/api/v1/models': { models: [{ ...entry, loaded_instances: copies }] } },
    kind: 'lm-studio',
  });
  expect(found.models.map(({ runtimeContext }) => runtimeContext)).toEqual([4096, 16384]);
});

test('what a gateway says about its addresses and keys is not kept', async () => {
  const info = {
    model_name: 'm',
    litellm_params: { api_key: 'sk-1' },
    model_info: { mode: 'chat' },
  };
  const found = await look({
    list: owned('openai'),
    routes: { '/v1/model/info': { data: [info] } },
    kind: 'litellm',
  });
  expect(JSON.stringify(found.models)).not.toContain('sk-1');
});
