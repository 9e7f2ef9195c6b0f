import { describe, expect, test } from 'vitest';
import { textOf, withText, type SettingName } from './setting-texts';
import type { ChatSettings } from './types';

const all: ChatSettings = {
  systemPrompt: 'Be brief.\n',
  temperature: 0.7,
  topP: 0.9,
  maxTokens: 512,
  stop: ['END', 'a\nb', '\\n', ' '],
  seed: -1,
  presencePenalty: -0.5,
  frequencyPenalty: 2,
  reasoningEffort: 'high',
  responseSchema: { type: 'object', required: ['a'] },
  extra: { top_k: 40, nested: { list: [1, null] } },
};

test('every setting comes back from its own text', () => {
  let read: ChatSettings = {};
  for (const name of Object.keys(all) as SettingName[]) {
    const outcome = withText(read, name, textOf(all, name));
    read = 'settings' in outcome ? outcome.settings : read;
  }
  expect(read).toEqual(all);
});

test.each(Object.keys(all) as SettingName[])('an empty field takes %s away, alone', (name) => {
  const { [name]: _, ...others } = all;
  expect(withText(all, name, '')).toEqual({ settings: others });
  expect(textOf({}, name)).toBe('');
});

describe('numbers', () => {
  test.each<[SettingName, string, unknown]>([
    ['temperature', '0', 0],
    ['temperature', ' 0,7 ', 0.7],
    ['temperature', '2', 2],
    ['topP', '.5', 0.5],
    ['presencePenalty', '−2', -2],
    ['maxTokens', '4 096', 4096],
    ['maxTokens', '4\u202f096', 4096],
    ['seed', '-7', -7],
  ])('%s %j is %j', (name, text, value) => {
    expect(withText({}, name, text)).toEqual({ settings: { [name]: value } });
  });

  test.each<[SettingName, string, string]>([
    ['temperature', '2.1', 'A number from 0 to 2.'],
    ['temperature', '-0.1', 'A number from 0 to 2.'],
    ['temperature', 'warm', 'A number from 0 to 2.'],
    ['temperature', '1e0', 'A number from 0 to 2.'],
    ['topP', '1.5', 'A number from 0 to 1.'],
    ['presencePenalty', '-3', 'A number from −2 to 2.'],
    ['frequencyPenalty', '2.5', 'A number from −2 to 2.'],
    ['maxTokens', '0', 'A whole number of tokens, at least 1.'],
    ['maxTokens', '-5', 'A whole number of tokens, at least 1.'],
    ['maxTokens', 'many', 'A whole number of tokens, at least 1.'],
    ['seed', '1.5', 'A whole number.'],
    ['seed', '99999999999999999999', 'A whole number.'],
  ])('%s %j is refused', (name, text, problem) => {
    expect(withText({ temperature: 1 }, name, text)).toEqual({ problem });
  });
});

test('each line is a stop sequence, an empty one is none, and \\n stands for a line break', () => {
  expect(withText({}, 'stop', 'END\n\n\\n\\nUser:\r\n###')).toEqual({
    settings: { stop: ['END', '\n\nUser:', '###'] },
  });
});

describe('the extra body', () => {
  test.each([
    ['{"top_k": }', 'Line 1, column 11: expected a value'],
    ['{\n  "a": 1,\n  b: 2\n}', 'Line 3, column 3: expected a key in double quotes'],
    ['{"a": 1', 'but the text ends'],
    ['{"a": 1, "a": 2}', 'The key "a" is there twice'],
    ['[1]', 'An object in braces'],
    ['null', 'An object in braces'],
  ])('%j is refused with its place', (text, problem) => {
    expect(withText({}, 'extra', text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test('an object without members is nothing to send', () => {
    expect(withText({ extra: { a: 1 } }, 'extra', ' {} ')).toEqual({ settings: {} });
  });
});
