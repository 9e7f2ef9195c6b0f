import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedModel } from '../../protocol/openai/models';
import { toModels } from './discover';
import type { FileModel, LearnedWindow, Model, ModelOverride } from './types';

interface Given {
  listed?: ListedModel[];
  file?: FileModel[];
  added?: string[];
  overrides?: Record<string, ModelOverride>;
  learned?: Record<string, LearnedWindow>;
}

function models({ listed, file = [], added = [], overrides = {}, learned }: Given): Model[] {
  return toModels({
    ...(listed && { listed: { models: listed, at: 0 } }),
    fileModels: file,
    addedModels: added,
    overrides,
    ...(learned && { learnedWindows: learned }),
  });
}

function only(given: Given): Model {
  const [model, ...more] = models(given);
  expect(more).toEqual([]);
  if (!model) throw new Error('no model');
  return model;
}

const id = 'llama-3.1-8b';

describe('limits', () => {
  const overrides = { [id]: { contextWindow: 1, maxOutputTokens: 2 } };
  const learned = { [id]: { tokens: 9, at: 1 } };
  const file = [{ id, contextWindow: 5, maxOutputTokens: 6 }];
  const listed = [{ id, runtimeContext: 3, trainedContext: 4, maxOutput: 7 }];

  test.each<[string, Given, Model['contextWindow']]>([
    ['the user', { overrides, learned, listed, file }, { tokens: 1, source: 'user' }],
    ['what was learned', { learned, listed, file }, { tokens: 9, source: 'learned' }],
    ['the loaded window', { listed, file }, { tokens: 3, source: 'server-runtime' }],
    [
      'the trained one',
      { listed: [{ id, trainedContext: 4 }], file },
      { tokens: 4, source: 'server-trained' },
    ],
    ['the file', { listed: [{ id }], file }, { tokens: 5, source: 'file' }],
    ['the name', { listed: [{ id }] }, { tokens: 131072, source: 'name' }],
    ['the assumption', { listed: [{ id: 'local-model' }] }, { tokens: 8192, source: 'default' }],
  ])('%s decides the context window', (_, given, limit) => {
    expect(only(given).contextWindow).toEqual(limit);
  });

  test.each<[string, Given, Model['maxOutputTokens']]>([
    ['the user', { overrides, listed, file }, { tokens: 2, source: 'user' }],
    ['the server', { listed, file }, { tokens: 7, source: 'server-trained' }],
    ['the file', { listed: [{ id }], file }, { tokens: 6, source: 'file' }],
    ['the name', { listed: [{ id }] }, { tokens: 8192, source: 'name' }],
    ['the assumption', { listed: [{ id: 'local-model' }] }, { tokens: 4096, source: 'default' }],
  ])('%s decides the max output', (_, given, limit) => {
    expect(only(given).maxOutputTokens).toEqual(limit);
  });

  test('the trained window stands beside a smaller loaded one only', () => {
    const trained = (runtimeContext: number, trainedContext: number): number | undefined =>
      only({ listed: [{ id, runtimeContext, trainedContext }] }).trainedContextWindow;
    expect(trained(4096, 131072)).toBe(131072);
    expect(trained(4096, 4096)).toBeUndefined();
    expect(trained(8192, 4096)).toBeUndefined();
    expect(only({ listed: [{ id, trainedContext: 4096 }] })).not.toHaveProperty(
      'trainedContextWindow',
    );
  });

  test.each([0, -1, 1.5, NaN, Infinity])('%d is no limit', (tokens) => {
    const model = only({
      listed: [{ id, runtimeContext: tokens, trainedContext: tokens, maxOutput: tokens }],
      file: [{ id, contextWindow: tokens }],
      overrides: { [id]: { contextWindow: tokens } },
    });
    expect(model.contextWindow).toEqual({ tokens: 131072, source: 'name' });
    expect(model.maxOutputTokens).toEqual({ tokens: 8192, source: 'name' });
  });
});

describe('capabilities', () => {
  test('tools are on until the server or the user says no', () => {
    expect(only({ listed: [{ id: 'local-model' }] }).tools).toEqual({
      value: true,
      source: 'default',
    });
    expect(only({ listed: [{ id: 'gemma-2-9b' }] }).tools).toEqual({
      value: true,
      source: 'default',
    });
    expect(only({ listed: [{ id }] }).tools).toEqual({ value: true, source: 'name' });
    expect(only({ listed: [{ id, tools: false }] }).tools).toEqual({
      value: false,
      source: 'server',
    });
    const overrides = { [id]: { tools: false } };
    expect(only({ listed: [{ id, tools: true }], overrides }).tools).toEqual({
      value: false,
      source: 'user',
    });
  });

  test.each(['vision', 'reasoning'] as const)('%s: you, the server, the name, default', (fact) => {
    const named = 'kimi-k2.5';
    const no = { value: false };
    expect(only({ listed: [{ id: 'local-model' }] })[fact]).toEqual({ ...no, source: 'default' });
    expect(only({ listed: [{ id }] })[fact]).toEqual({ ...no, source: 'name' });
    expect(only({ listed: [{ id: named }] })[fact]).toEqual({ value: true, source: 'name' });
    expect(only({ listed: [{ id: named, [fact]: false }] })[fact]).toEqual({
      ...no,
      source: 'server',
    });
    const overrides = { [named]: { [fact]: true } };
    expect(only({ listed: [{ id: named, [fact]: false }], overrides })[fact]).toEqual({
      value: true,
      source: 'user',
    });
  });

  test('a model that does not chat calls no tools', () => {
    expect(only({ listed: [{ id: 'qwen3-embedding' }] }).tools).toEqual({
      value: false,
      source: 'default',
    });
  });
});

describe('who chats', () => {
  test.each<[string, Given, boolean]>([
    ['the name', { listed: [{ id: 'bge-m3' }] }, false],
    ['the server over the name', { listed: [{ id: 'bge-m3', chat: true }] }, true],
    ['the server over a chatty name', { listed: [{ id, chat: false }] }, false],
    ['the one who added it', { listed: [{ id: 'bge-m3', chat: false }], added: ['bge-m3'] }, true],
    [
      'the user',
      { listed: [{ id, chat: true }], added: [id], overrides: { [id]: { chat: false } } },
      false,
    ],
    ['a window of 448 tokens', { listed: [{ id: 'distil-hearing', trainedContext: 448 }] }, false],
    [
      'a window that somebody loaded',
      { listed: [{ id, runtimeContext: 256, trainedContext: 512 }] },
      true,
    ],
  ])('%s decides', (_, given, chat) => {
    expect(only(given).chat).toBe(chat);
  });
});

describe('the list', () => {
  const ids = (given: Given): string[] =>
    models(given).map((model) => `${model.origin} ${model.id}`);
  const inFile = [{ id: 'b' }, { id: 'f' }];

  test('is in the order of the server, then of the hand; each id once', () => {
    const listed = [{ id: 'c' }, { id: 'a' }, { id: 'b' }, { id: 'a', name: 'again' }];
    expect(ids({ listed, added: ['z', 'a', 'y', 'z'] })).toEqual([
      'server c',
      'server a',
      'server b',
      'user z',
      'user y',
    ]);
    expect(models({ listed })[1]?.name).toBe('a');
  });

  test('shows the models of a file until the server has listed any', () => {
    expect(ids({ file: inFile, added: ['x', 'b'] })).toEqual(['user b', 'file f', 'user x']);
    expect(ids({ file: inFile, listed: [] })).toEqual(['file b', 'file f']);
    expect(ids({ file: inFile, listed: [{ id: 'a' }, { id: 'b' }] })).toEqual([
      'server a',
      'server b',
    ]);
  });

  test('names and describes: you, the server, the file, the id', () => {
    const file = [{ id, name: 'File', description: 'of the file', reasoningEffort: 'low' }];
    const listed = [{ id, name: 'Server', description: 'of the server' }];
    expect(only({ listed, file, overrides: { [id]: { name: 'Mine' } } }).name).toBe('Mine');
    expect(only({ listed, file })).toMatchObject({ name: 'Server', description: 'of the server' });
    expect(only({ listed: [{ id }], file })).toMatchObject({ ...file[0] });
    expect(only({ listed: [{ id }] }).name).toBe(id);
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is an id like any other', (odd) => {
    const plain = only({ listed: [{ id: odd }] });
    expect(plain).toMatchObject({ id: odd, name: odd, contextWindow: { source: 'default' } });
    const overrides = JSON.parse(`{"${odd}":{"contextWindow":7}}`) as Record<string, ModelOverride>;
    expect(only({ listed: [{ id: odd }], overrides }).contextWindow).toEqual({
      tokens: 7,
      source: 'user',
    });
  });
});

describe('any provider', () => {
  const anyId = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'a', id), fc.string());
  const facts = <T extends { id: string }>(
    model: Record<Exclude<keyof T, 'id'>, fc.Arbitrary<unknown>>,
  ) => fc.record({ id: anyId, ...model }, { requiredKeys: ['id'] }) as unknown as fc.Arbitrary<T>;
  const tokens = fc.oneof(fc.integer(), fc.double());
  const yes = fc.boolean();
  const text = fc.string();
  const listed = facts<ListedModel>({
    ...{ name: text, description: text, ownedBy: text },
    ...{ runtimeContext: tokens, trainedContext: tokens, maxOutput: tokens },
    ...{ vision: yes, tools: yes, reasoning: yes, chat: yes },
    ...{ quantization: text, parameterSize: text, loaded: yes },
  });
  const file = facts<FileModel>({
    ...{ name: text, description: text, contextWindow: tokens, maxOutputTokens: tokens },
    ...{ reasoningEffort: text, extra: fc.constant({}) },
  });
  const override = fc.record(
    { contextWindow: tokens, maxOutputTokens: tokens, tools: yes, chat: yes, name: text },
    { requiredKeys: [] },
  );
  const given = fc.record(
    {
      listed: fc.array(listed),
      file: fc.array(file),
      added: fc.array(anyId),
      overrides: fc.dictionary(anyId, override),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Given>;

  test('has models with distinct ids and limits that are positive integers', () => {
    fc.assert(
      fc.property(given, (provider) => {
        const found = models(provider);
        expect(new Set(found.map((model) => model.id)).size).toBe(found.length);
        for (const { contextWindow, maxOutputTokens } of found)
          for (const { tokens: count } of [contextWindow, maxOutputTokens])
            expect(Number.isSafeInteger(count) && count > 0).toBe(true);
      }),
    );
  });
});
