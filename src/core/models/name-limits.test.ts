import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeName } from './model-name';
import { capabilitiesFromName, limitsFromName } from './name-limits';

function numbers(id: string): [number, number] {
  const { contextWindow, maxOutputTokens } = limitsFromName(id);
  return [contextWindow.tokens, maxOutputTokens.tokens];
}

/** Context window and max output, then ids that must have them. */
const families: [number, number, string][] = [
  [
    131072,
    8192,
    'llama-3.1 llama3.1:8b Meta-Llama-3.1-8B-Instruct LLAMA_3_1 llama-3-1-8b-instruct',
  ],
  [
    131072,
    8192,
    'accounts/fireworks/models/llama-v3p1-70b-instruct us.meta.llama3-1-70b-instruct-v1:0',
  ],
  [
    131072,
    8192,
    'Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf @cf/meta/llama-3.1-8b-instruct llama31-70b',
  ],
  [
    131072,
    8192,
    'llama-3.2 llama3.2:1b Llama-3.2-11B-Vision-Instruct llama-v3p2-3b hf.co/b/Llama_3_2.gguf',
  ],
  [
    131072,
    8192,
    'llama-3.3-70b-versatile llama3.3 LLAMA-3_3-70B meta-llama/Llama-3.3-70B-Instruct-Turbo',
  ],
  [
    8192,
    4096,
    'llama-3 llama3 llama3:8b Meta-Llama-3-8B-Instruct llama-v3-70b LLAMA_3_70B llama-3.0-8b',
  ],
  [
    131072,
    8192,
    'mistral-large mistral-large:123b mistral-large-latest MISTRAL_LARGE mistral.mistral-large',
  ],
  [
    131072,
    8192,
    'mistralai/Mistral-Large-Instruct-2407 mistral-large-2411 mistral-large-q4_k_m.gguf',
  ],
  [
    32768,
    4096,
    'mistral-small mistral-small:24b mistral-small-latest mistralai/Mistral_Small mistral-small:22b',
  ],
  [32768, 4096, 'mistral-medium mistral-medium-latest MISTRAL_MEDIUM mistral-medium@q8_0'],
  [
    65536,
    4096,
    'mixtral-8x22b mixtral:8x22b Mixtral-8x22B-Instruct-v0.1 open-mixtral-8x22b mixtral_8x22b',
  ],
  [
    32768,
    4096,
    'mixtral-8x7b mixtral mixtral:8x7b Mixtral-8x7B-Instruct-v0.1.Q4_K_M.gguf mixtral-8x7b-32768',
  ],
  [
    131072,
    8192,
    'qwen2.5 qwen2.5:7b Qwen/Qwen2.5-7B-Instruct qwen2_5 qwen2-5-72b qwen2p5-coder-32b qwen-2.5-vl',
  ],
  [
    65536,
    8192,
    'deepseek-chat deepseek-reasoner deepseek deepseek-coder:6.7b deepseek-ai/DeepSeek_Chat',
  ],
  [8192, 4096, 'local-model gpt2 default model.gguf my-finetune marco-o1 gpt-431 codellamas'],
];

/** Names that carry a newer version than the plain family, or a family of its own. */
const newer: [number, number, string][] = [
  [262144, 262144, 'mistral-large-2512 mistral-large-3 Mistral-Large-3-675B-Instruct-2512'],
  [32768, 16384, 'mistral-small-2501 Mistral-Small-24B-Instruct-2501 mistral-small-3'],
  [
    131072,
    16384,
    'mistral-small3.1 mistral-small3.2:24b Mistral-Small-3.2-24B-Instruct-2506 mistral_small_3_1',
  ],
  [262144, 256000, 'mistral-small-4 mistral-small-2603'],
  [131072, 32768, 'mistral-medium-3 mistral-medium-3.1 mistral-medium-2505 mistral-medium-2508'],
  [262144, 32768, 'mistral-medium-3.5 mistral-medium-2604'],
  [163840, 8192, 'deepseek-v3 DeepSeek-V3-0324 deepseek-coder-v2:16b deepseek-v2.5'],
  [163840, 65536, 'deepseek-v3.1 deepseek-v3p1-terminus deepseek-v3-2-exp DeepSeek-V3.2-Speciale'],
  [163840, 32768, 'deepseek-r1 deepseek-ai/DeepSeek-R1 deepseek-r1-0528 deepseek-r1:671b'],
  [
    131072,
    32768,
    'deepseek-r1-distill-llama-70b DeepSeek-R1-Distill-Qwen-32B-Q4_K_M.gguf deepseek-r1:8b',
  ],
  [131072, 32768, 'deepseek-r1-0528-qwen3-8b'],
  [1000000, 384000, 'deepseek-v4-pro deepseek-v4-flash'],
];

const others: [number, number, string][] = [
  [32768, 8192, 'models/gemma-3-270m-q4_k_m.gguf gemma3:1b google/gemma-3n-E4B-it'],
  [131072, 8192, 'gemma3 gemma3:27b google/gemma-3-12b-it medgemma-4b-it'],
  [8192, 4096, 'gemma2:9b codegemma gemma-7b-it'],
  [40960, 16384, 'qwen3:8b Qwen/Qwen3-32B-AWQ qwen3-30b-a3b-mlx-4bit'],
  [32768, 16384, 'qwen3:0.6b Qwen3-1.7B-GGUF'],
  [262144, 32768, 'Qwen3-4B-Instruct-2507 qwen3-30b-a3b-thinking-2507 Qwen3-VL-8B-Instruct'],
  [32768, 8192, 'qwen2:1.5b Qwen2-VL-7B-Instruct internlm3-8b InternVL3_5-8B'],
  [131072, 32768, 'qwq gpt-oss:20b openai/gpt-oss-120b'],
  [128000, 4096, 'command-r command-r-plus command-r7b c4ai-command-r-v01'],
  [131072, 16384, 'Hermes-3-Llama-3.1-8B granite-4.0-h-small kimi-k2-instruct'],
  [131072, 131072, 'nvidia/llama-3.3-nemotron-super-49b-v1.5 NVIDIA-Nemotron-Nano-9B-v2'],
  [
    32768,
    4096,
    'mistral mistral:7b Mistral-7B-Instruct-v0.3 zephyr-7b-beta openhermes-2.5-mistral-7b',
  ],
  [131072, 128000, 'mistral-nemo Mistral-Nemo-Instruct-2407 devstral-small-2505'],
  [262144, 262144, 'devstral-small-2-24b-instruct-2512 kimi-k2-5 kimi-k2p6'],
  [
    4096,
    4096,
    'phi3 Phi-3-mini-4k-instruct granite-3-8b-instruct llama2 vicuna-7b-v1.5 yi-34b-chat',
  ],
  [2048, 4096, 'tinyllama moondream2'],
  [131072, 4096, 'phi3.5 Phi-3-mini-128k-instruct phi4-mini'],
  [200000, 64000, 'claude-sonnet-4-5-20250929 anthropic.claude-sonnet-4-20250514-v1:0'],
  [200000, 100000, 'o1 openai/o3 o3-mini'],
];

describe('limits by name', () => {
  const all = [...families, ...newer, ...others].flatMap(([context, output, ids]) =>
    ids.split(' ').map((id): [string, number, number] => [id, context, output]),
  );
  test.each(all)('%s has %i and %i', (id, context, output) => {
    expect(numbers(id)).toEqual([context, output]);
  });

  test.each([
    ['foo-32k', 32768],
    ['foo-64k', 65536],
    ['foo:128k', 131072],
    ['foo_1m', 1048576],
    ['glm-4-9b-chat-1m', 1048576],
    ['Qwen2.5-7B-Instruct-1M', 1048576],
    ['yi-34b-200k', 204800],
    ['moonshot-v1-8k', 8192],
    ['llama3-70b-8192', 8192],
    ['gpt-4-32k', 32768],
    ['phi3:3.8b-mini-128k-instruct-q4_K_M', 131072],
  ])('the size in %s wins', (id, tokens) => {
    expect(limitsFromName(id).contextWindow).toEqual({ tokens, source: 'name' });
  });

  test.each([
    'smollm-135m',
    'lfm-350m',
    'foo-q4_k_m',
    'foo-2407',
    'foo-20241022',
    'foo-1k',
    'foo-00001',
  ])('%s names no size', (id) => {
    expect(limitsFromName(id).contextWindow).toEqual({ tokens: 8192, source: 'default' });
  });

  test('what nothing is known about is marked as assumed', () => {
    expect(limitsFromName('local-model')).toEqual({
      contextWindow: { tokens: 8192, source: 'default' },
      maxOutputTokens: { tokens: 4096, source: 'default' },
    });
    expect(limitsFromName('kimi-k3').contextWindow.source).toBe('default');
    expect(limitsFromName('local-model-32k').maxOutputTokens.source).toBe('default');
  });

  test('the output shrinks with a small window in the name, and not below 4096', () => {
    expect(numbers('gpt-oss-20b-8k')).toEqual([8192, 8192]);
    expect(numbers('gpt-oss-20b-2k')).toEqual([2048, 4096]);
  });

  test('any string has limits', () => {
    const anyId = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'llama',
            'qwen',
            '3.1',
            '-',
            '_',
            '/',
            ':',
            '128k',
            '0k',
            '9m',
            '.',
            '8b',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyId, (id) => {
        const [context, output] = numbers(id);
        expect(Number.isSafeInteger(context) && context > 0).toBe(true);
        expect(Number.isSafeInteger(output) && output >= 4096).toBe(true);
        capabilitiesFromName(id);
      }),
    );
  });
});

describe('capabilities by name', () => {
  test.each([
    ['qwen2.5vl:7b', 'vt'],
    ['Qwen2.5-VL-7B-Instruct', 'vt'],
    ['llama3.2-vision', 'v'],
    ['unknown-omni-7b', 'v'],
    ['glm-4.1v-9b-thinking', 'vr'],
    ['deepseek-ocr', 'v'],
    ['gemma3:4b', 'v'],
    ['unknown-thinking', 'r'],
    ['r1-1776', 'r'],
    ['deepseek-reasoner', 'tr'],
    ['qwen3-30b-a3b-thinking-2507', 'tr'],
    ['qwen3-30b-a3b-instruct-2507', 't'],
    ['grok-4.20-0309-non-reasoning', 'vt'],
    ['qwen3:8b', 'tr'],
    ['qwen3-coder:30b', 't'],
    ['gpt-oss-20b', 'tr'],
    ['kimi-k3', 'vtr'],
    ['llama-3.1-8b', 't'],
    ['mixtral-8x7b', ''],
    ['local-model', ''],
  ])('%s: %s', (id, flags) => {
    const { vision, tools, reasoning } = capabilitiesFromName(id);
    expect([vision && 'v', tools && 't', reasoning && 'r'].filter(Boolean).join('')).toBe(flags);
  });

  test('an unknown name says nothing', () => {
    expect(capabilitiesFromName('local-model')).toEqual({});
  });
});

describe('one spelling of many', () => {
  test.each([
    ['org/Meta_Llama-v3p1:8B', '-meta-llama-3.1-8b-'],
    ['C:\\models\\Qwen2.5 7B (Q4).gguf', '-qwen-2.5-7b-q4-gguf-'],
    ['/models/gemma-3-4b-it/model-00001-of-00002.gguf', '-gemma-3-4b-it-'],
    ['hub/models--Qwen--Qwen3-8B/snapshots/0123456789abcdef', '-qwen-3-8b-'],
    ['claude-opus-4-1-20250805', '-claude-opus-4.1-20250805-'],
    ['llama-3-8b', '-llama-3-8b-'],
    ['qwen2-1.5b', '-qwen-2-1.5b-'],
    ['', '-'],
  ])('%s', (id, name) => {
    expect(normalizeName(id)).toBe(name);
  });

  test('a name of 100 kB is cut before any pattern sees it', () => {
    for (const unit of ['llama-', 'a1', '1p', '/', '-', 'x', '9k-'])
      expect(normalizeName(unit.repeat(100_000 / unit.length)).length).toBeLessThan(500);
  });
});
