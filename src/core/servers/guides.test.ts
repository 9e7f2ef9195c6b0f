import { expect, test } from 'vitest';
import { corsRecipe, presets } from '../providers/presets';
import { findGuide, guides } from './guides';

const origin = 'https://chat.example';

test('every server program that has a preset has a page, with its address and its way in', () => {
  for (const preset of presets) {
    const guide = guides.find(({ addresses }) =>
      addresses.some(({ baseUrl }) => baseUrl === preset.baseUrl),
    );
    if (!preset.baseUrl) continue;
    expect(guide, preset.name).toBeDefined();
  }
  expect(findGuide('llama-cpp')?.addresses.map(({ baseUrl }) => baseUrl)).toEqual([
    'http://localhost:8080/v1',
    'http://localhost:9931/v1',
  ]);
  expect(findGuide('tgi')?.allow(origin)).toEqual(corsRecipe('tgi', origin));
});

test.each(guides.map((guide) => [guide.name, guide] as const))(
  'the page of %s speaks in whole sentences',
  (_, { access, addresses, allow, window, limits, ownApi }) => {
    expect(addresses.length).toBeGreaterThan(0);
    expect(access).not.toMatch(/[.:]$/);
    for (const { text, command } of [...allow(origin), ...window])
      expect(text).toMatch(command ? /[.:]$/ : /[.?]$/);
    for (const words of [...limits, ownApi ?? '.']) expect(words).toMatch(/[.”]$/);
    expect(limits.length).toBeGreaterThan(1);
  },
);

test('a page can be found by its address alone', () => {
  expect(findGuide('transformers')?.name).toBe('transformers serve');
  expect(findGuide('other')?.name).toBe('Cloud or any other');
  expect(findGuide('constructor')).toBeUndefined();
});
