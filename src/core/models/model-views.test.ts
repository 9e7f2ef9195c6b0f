import { describe, expect, test } from 'vitest';
import { toModels } from './discover';
import { describeModelSource, sourceInWords } from './limit-words';
import { toFileModels } from './model-file';
import { filterModels } from './model-filter';
import type { Model } from './types';

function list(...models: { id: string; name?: string; runtimeContext?: number }[]): Model[] {
  return toModels({ listed: { models, at: 0 }, fileModels: [], addedModels: [], overrides: {} });
}

describe('sources in words', () => {
  test.each([
    ['user', 'you'],
    ['learned', 'learned'],
    ['checked', 'checked'],
    ['server', 'server'],
    ['server-runtime', 'server, loaded'],
    ['server-trained', 'server, trained'],
    ['file', 'file'],
    ['name', 'name'],
    ['default', 'assumed'],
  ] as const)('%s is "%s"', (source, words) => {
    expect(sourceInWords(source)).toBe(words);
  });

  test('only a limit is assumed', () => {
    expect(sourceInWords('default', 'capability')).toBe('default');
    expect(sourceInWords('name', 'capability')).toBe('name');
  });

  test('the Source column names the output where it differs', () => {
    const sources = list({ id: 'x' }, { id: 'llama3.1' }, { id: 'y', runtimeContext: 9 });
    expect(sources.map(describeModelSource)).toEqual([
      'assumed',
      'name',
      'server, loaded · output: assumed',
    ]);
  });
});

describe('filter', () => {
  const models = list(
    { id: 'org/Alpha-7B' },
    { id: 'beta', name: 'Beta Seven' },
    { id: 'alpha-1b' },
  );
  test.each([
    ['', ['org/Alpha-7B', 'beta', 'alpha-1b']],
    ['  ', ['org/Alpha-7B', 'beta', 'alpha-1b']],
    ['ALPHA', ['org/Alpha-7B', 'alpha-1b']],
    ['7b alpha', ['org/Alpha-7B']],
    ['seven beta', ['beta']],
    ['alpha beta', []],
    ['.*', []],
  ])('"%s"', (query, ids) => {
    expect(filterModels(models, query).map((model) => model.id)).toEqual(ids);
  });
});

describe('entries for a file', () => {
  test('chat models go out with the limits that are shown; hidden ones stay', () => {
    const models = list({ id: 'llama3.1', name: 'Llama' }, { id: 'bge-m3' });
    expect(toFileModels(models)).toEqual([
      { id: 'llama3.1', name: 'Llama', contextWindow: 131072, maxOutputTokens: 8192 },
    ]);
  });

  test('description, effort and unknown keys of an earlier file come back', () => {
    const entry = {
      id: '__proto__',
      name: 'Odd',
      description: 'd',
      contextWindow: 5,
      maxOutputTokens: 6,
      reasoningEffort: 'low',
      extra: { tier: 1 },
    };
    const models = toModels({ fileModels: [entry], addedModels: [], overrides: {} });
    expect(toFileModels(models, [entry])).toEqual([entry]);
  });
});
