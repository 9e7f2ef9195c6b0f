import { describe, expect, test } from 'vitest';
import type { ModelRef } from '../models/types';
import { commandOf } from './command';
import { findEntries, titleOf } from './find-entries';
import { differsFrom, toPreset } from './preset';
import { presetWords } from './preset-words';
import { fillPrompt, variablesOf } from './prompt-text';
import { restoreLibraryEntry } from './restore';
import { countSet, setupFrom } from './setup';
import type { Preset, Prompt } from './types';

const model: ModelRef = { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'M' };
const preset: Preset = {
  kind: 'preset',
  id: 'a',
  createdAt: 1,
  name: 'Precise',
  model,
  settings: { systemPrompt: 'Be brief.', temperature: 0.2, extra: { top_k: 40 } },
  stream: false,
};
const prompt = (title: string, text = title): Prompt => ({
  kind: 'prompt',
  id: title,
  createdAt: 1,
  title,
  text,
});

describe('stored entries', () => {
  test('come back as they were', () => {
    for (const entry of [
      preset,
      prompt('Sum up'),
      toPreset({ id: 'x', createdAt: 2, name: 'n' }, {}, undefined),
    ])
      expect(restoreLibraryEntry(structuredClone(entry))).toEqual(entry);
  });

  test.each([
    undefined,
    7,
    [],
    { kind: 'preset', name: 'no id' },
    { kind: 'preset', id: 'a' },
    { kind: 'prompt', id: 'a', title: 'no text' },
    { kind: 'tool', id: 'a', name: 'of a newer version' },
  ])('what is none is undefined: %j', (record) => {
    expect(restoreLibraryEntry(record)).toBeUndefined();
  });

  test('a broken field is left out', () => {
    const broken = {
      ...preset,
      createdAt: 'x',
      model: 7,
      settings: { temperature: 'warm' },
      stream: 1,
    };
    const { kind, id, name } = preset;
    expect(restoreLibraryEntry(broken)).toEqual({ kind, id, name, createdAt: 0 });
  });
});

describe('a preset', () => {
  test('replaces all settings of a chat, and its model where that can be asked', () => {
    const { settings } = preset;
    const change = setupFrom(preset, () => true);
    expect(change).toEqual({ model, settings, stream: false, presetId: 'a' });
    expect(change.settings).not.toBe(settings);
    expect(setupFrom(preset, () => false)).not.toHaveProperty('model');
    const plain = toPreset({ id: 'b', createdAt: 1, name: 'Plain' }, {}, undefined);
    expect(setupFrom(plain, () => true)).toEqual({
      settings: undefined,
      stream: undefined,
      presetId: 'b',
    });
  });

  test('knows whether the chat that took it asks otherwise by now', () => {
    const taken = setupFrom(preset, () => true);
    expect(differsFrom(preset, taken, model)).toBe(false);
    expect(differsFrom(preset, taken, { ...model, modelId: 'other' })).toBe(true);
    expect(differsFrom(preset, { ...taken, stream: undefined }, model)).toBe(true);
    expect(differsFrom(preset, { ...taken, settings: { temperature: 0.3 } }, model)).toBe(true);
    const { model: _, ...anyModel } = preset;
    expect(differsFrom(anyModel, taken, { ...model, modelId: 'other' })).toBe(false);
  });

  test('shares nothing with the chat that it was made from', () => {
    const made = toPreset({ id: 'b', createdAt: 1, name: 'n' }, preset, model);
    expect(made.settings).toEqual(preset.settings);
    expect(made.settings?.extra).not.toBe(preset.settings?.extra);
    expect(made.model).not.toBe(model);
  });

  test('keeps nothing of what it was when it is made anew', () => {
    const { id, createdAt, name } = preset;
    expect(toPreset(preset, {}, undefined)).toEqual({ kind: 'preset', id, createdAt, name });
  });

  test('says in one line what it holds', () => {
    expect(presetWords(preset)).toBe(
      'M · System prompt · Temperature 0.2 · Extra request body · Streaming off',
    );
    expect(presetWords({ kind: 'preset', id: 'b', createdAt: 1, name: 'x' })).toBe(
      'The server’s own values',
    );
  });
});

test('what is set is counted, streaming too', () => {
  expect(countSet({})).toBe(0);
  expect(countSet({ settings: { temperature: 0, seed: 0 }, stream: false })).toBe(3);
});

describe('variables', () => {
  test('are found in order, once, with the first default', () => {
    expect(variablesOf('{{topic}} in {{ language = German }}, {{topic=cats}} {{a b}}')).toEqual([
      { name: 'topic', preset: 'cats' },
      { name: 'language', preset: 'German' },
      { name: 'a b', preset: '' },
    ]);
  });

  test.each(['{{}}', '{{ }}', '{{=x}}', '{topic}', '{{a\nb}}', 'f({a: {b: 1}})'])(
    '%j has none',
    (text) => {
      expect(variablesOf(text)).toEqual([]);
      expect(fillPrompt(text, {})).toBe(text);
    },
  );

  test('are filled in everywhere, and what is filled in is not read again', () => {
    expect(fillPrompt('{{a}}, {{ a = 1 }} and {{b}}.', { a: '{{b}} $& $1', b: 'x' })).toBe(
      '{{b}} $& $1, {{b}} $& $1 and x.',
    );
    expect(fillPrompt('[{{toString}}{{gone=1}}]', {})).toBe('[]');
  });
});

test.each([
  ['/', ''],
  ['/sum up', 'sum up'],
  [' /sum', undefined],
  ['/a\nb', undefined],
  ['a /b', undefined],
  ['', undefined],
])('%j asks the list for %j', (text, query) => {
  expect(commandOf(text)).toBe(query);
});

test('the list has prompts before presets, each by title, and what begins with the words first', () => {
  const entries = [preset, prompt('Translate'), prompt('Résumé'), prompt('A translation')];
  const found = (query: string) => findEntries(entries, query).map(titleOf);
  expect(found('')).toEqual(['A translation', 'Résumé', 'Translate', 'Precise']);
  expect(found('transl')).toEqual(['Translate', 'A translation']);
  expect(found('RESUME')).toEqual(['Résumé']);
  expect(found('lat a')).toEqual(['A translation', 'Translate']);
  expect(found('nothing')).toEqual([]);
});
