import { describe, expect, test } from 'vitest';
import { type ListedModel, parseModelList } from '../../protocol/openai/models';
import type { PresetId } from '../providers/preset-id';
import { discover } from './discover';
import { handClock, nativeServer, recordedBody, type Route } from './testing/native-server';
import type { ServerKind } from './types';

interface Case {
  baseUrl?: string;
  preset?: PresetId;
  list: unknown;
  routes?: Record<string, Route>;
  kind: ServerKind;
  version?: string;
  asked?: string[];
  /** Facts of the first model, besides those that the list has. */
  facts?: Partial<ListedModel>;
}

const near = 'http://localhost:9/v1';
const recorded = (path: string) => JSON.parse(recordedBody(path)) as Record<string, unknown>;
const data = (...entries: object[]) => ({ object: 'list', data: entries });
const owned = (owner: string, id = 'm') => data({ id, object: 'model', owned_by: owner });

async function look(given: Case, server = nativeServer(given.routes ?? {})) {
  const { baseUrl = near, preset, list } = given;
  const models = parseModelList(list) ?? [];
  const { signal } = new AbortController();
  const target = { baseUrl, apiKey: '', preset, models, fetch: server.fetch, signal };
  return { ...(await discover(target, handClock())), asked: server.asked, listed: models };
}

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
    [
      'OpenRouter',
      {
        baseUrl: 'https://openrouter.ai/api/v1',
        list: data({ id: 'org/m', context_length: 131072, supported_parameters: ['tools'] }),
        kind: 'openrouter',
        asked: [],
      },
    ],
    [
      'Together, whose list is a bare array',
      {
        baseUrl: 'https://api.together.xyz/v1',
        list: [{ id: 'org/m', type: 'chat', context_length: 131072 }],
        kind: 'together',
        asked: [],
      },
    ],
    [
      'Groq',
      {
        baseUrl: 'https://api.groq.com/openai/v1',
        list: data({ id: 'm', owned_by: 'Meta', context_window: 131072 }),
        kind: 'groq',
        asked: [],
      },
    ],
    [
      'Mistral',
      {
        baseUrl: 'https://api.mistral.ai/v1',
        list: data({ id: 'm', owned_by: 'mistralai', capabilities: { completion_chat: true } }),
        kind: 'mistral',
        asked: [],
      },
    ],
    [
      'DeepSeek',
      {
        baseUrl: 'https://api.deepseek.com',
        list: owned('deepseek', 'deepseek-chat'),
        kind: 'deepseek',
        asked: [],
      },
    ],
    [
      'Fireworks',
      {
        baseUrl: 'https://api.fireworks.ai/inference/v1',
        list: owned('fireworks', 'accounts/fireworks/models/m'),
        kind: 'fireworks',
        asked: [],
      },
    ],
    [
      'OpenAI',
      {
        baseUrl: 'https://api.openai.com/v1',
        list: owned('system'),
        kind: 'openai',
        asked: [],
      },
    ],
    ['a server that nobody knows', { list: owned('scripted'), kind: 'unknown', asked: [] }],
    [
      'the host of a cloud with the list of another program',
      { baseUrl: 'https://api.groq.com/openai/v1', list: owned('x'), kind: 'unknown' },
    ],
    [
      'a known owner whose own endpoints are closed',
      { list: owned('library'), kind: 'ollama', asked: ['GET /api/version'] },
    ],
    [
      'an owner that is a member of every object',
      { list: owned('constructor'), kind: 'unknown', asked: [] },
    ],
  ])('%s', async (_, given) => {
    const found = await look(given);
    const { kind, version, facts } = given;
    expect(found.server).toEqual({ kind, ...(version && { version }), at: 1_000 });
    if (given.asked) expect(found.asked).toEqual(given.asked);
    if (facts) expect(found.models[0]).toEqual({ ...found.listed[0], ...facts });
  });
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

const everyPath = [
  '/api/v1/models',
  '/api/v0/models',
  '/api/version',
  '/api/tags',
  '/api/ps',
  '/props',
  '/version',
  '/info',
  '/v1/models/capabilities',
  '/v1/internal/model/info',
  '/v1/model/info',
  '/openapi.json',
];
const suspicious: Case[] = [
  ...['organization_owner', 'library', 'llamacpp', 'vllm', 'user', 'm', 'openai'].map(
    (owner): Case => ({ list: owned(owner), kind: 'unknown' }),
  ),
  { list: data({ id: 'm' }), kind: 'unknown' },
  { list: { data: [] }, kind: 'unknown' },
  { baseUrl: 'http://localhost:1234/v1', preset: 'tgi', list: owned('x'), kind: 'unknown' },
];

describe('whatever a server answers costs only itself', () => {
  const deep = `${'{"models":['.repeat(50)}${']}'.repeat(50)}`;
  test.each<[string, Route]>([
    ['nothing', ''],
    ['text', 'Ollama is running'],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', [1, null, 'x', []]],
    ['an empty object', {}],
    ['half a document', '{"models":[{"key":"m"'],
    ['lists of the wrong things', { models: [null, 1, [], 'x'], data: [null, 1, [], 'x'] }],
    ['no lists', { models: 'x', data: { id: 'm' }, paths: [], loader: {}, version: [] }],
    [
      'an error in a 200',
      { error: 'Unexpected endpoint or method. (GET /). Returning 200 anyway' },
    ],
    ['members of objects', { models: [{ key: '__proto__' }, { key: 'constructor' }] }],
    ['deep nesting', deep],
    ['a failure', async () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a server error', async () => new Response('oops', { status: 500 })],
  ])('%s', async (_, route) => {
    const routes = Object.fromEntries(everyPath.map((path) => [path, route]));
    for (const given of suspicious) {
      const found = await look({ ...given, routes });
      expect(found.models).toEqual(found.listed);
    }
  });

  test('wrong numbers and texts are no facts', async () => {
    const models = [
      {
        key: 'm',
        display_name: 7,
        quantization: { name: ['Q4'] },
        params_string: {},
        loaded_instances: [{ id: 1, config: { context_length: -1 } }, null],
        max_context_length: 1e300,
      },
    ];
    const found = await look({
      list: owned('organization_owner'),
      routes: { '/api/v1/models': { models } },
      kind: 'lm-studio',
    });
    expect(found.models[0]).toEqual({ id: 'm', ownedBy: 'organization_owner', loaded: true });
  });

  test('a version that is a novel is none', async () => {
    const found = await look({
      list: owned('vllm'),
      routes: { '/version': { version: 'x'.repeat(5_000) } },
      kind: 'vllm',
    });
    expect(found.server).toEqual({ kind: 'vllm', at: 1_000 });
  });

  test('a body without an end is left after 8 MB', async () => {
    let sent = 0;
    const endless = async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1;
            controller.enqueue(new Uint8Array(1_000_000).fill(32));
          },
        }),
      );
    const found = await look({
      list: owned('vllm'),
      routes: { '/version': endless },
      kind: 'vllm',
    });
    expect(found.server.version).toBeUndefined();
    expect(sent).toBeLessThan(20);
  });
});

test('nothing but GETs, no redirects, and never more than a few', async () => {
  for (const given of suspicious) {
    const inits: RequestInit[] = [];
    const server = nativeServer({});
    const fetch: typeof server.fetch = (url, init = {}) => {
      inits.push(init);
      return server.fetch(url, init);
    };
    const found = await look(given, { ...server, fetch });
    expect(found.asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
    expect(inits.every(({ redirect, body }) => redirect === 'error' && !body)).toBe(true);
    expect(found.asked.length).toBeLessThanOrEqual(4);
  }
});

const never = (init: RequestInit) =>
  new Promise<Response>((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
  });

test('an abort ends the request that is under way, and rejects', async () => {
  const server = nativeServer({ '/api/v1/models': never });
  const controller = new AbortController();
  const target = {
    baseUrl: near,
    apiKey: '',
    models: parseModelList(owned('organization_owner')) ?? [],
    fetch: server.fetch,
    signal: controller.signal,
  };
  const running = discover(target, handClock());
  await expect.poll(() => server.asked).toHaveLength(1);
  controller.abort();
  await expect(running).rejects.toThrow(/abort/i);
  expect(server.asked).toHaveLength(1);
});

test('an endpoint that stays silent is given up, and the server is still named', async () => {
  const server = nativeServer({ '/props': never });
  const clock = handClock();
  const { signal } = new AbortController();
  const models = parseModelList(owned('llamacpp')) ?? [];
  const target = { baseUrl: near, apiKey: '', models, fetch: server.fetch, signal };
  const running = discover(target, clock);
  await expect.poll(() => server.asked).toHaveLength(1);
  clock.fire();
  expect(await running).toEqual({ server: { kind: 'llama-cpp', at: 1_000 }, models });
});
