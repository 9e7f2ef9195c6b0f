import { expect, test } from 'vitest';
import type { LearnedField } from '../../../core/dialect/types';
import type { Capability, Limit } from '../../../core/models/types';
import { modelWarning } from './model-words';

const contextWindow: Limit = { tokens: 131_072, source: 'name' };
const model = (tools: Capability) => ({ id: 'phi', name: 'Phi', tools, contextWindow });
const known = model({ value: true, source: 'server' });
const refusal: LearnedField = {
  place: 'body',
  field: 'tools',
  model: 'phi',
  words: 'phi does not support tools',
  at: 0,
};

test('a model that is known to take tools needs no words', () => {
  expect(modelWarning(known)).toBeUndefined();
  expect(modelWarning(model({ value: true, source: 'name' }))).toBeUndefined();
});

test('it is said who says that a model takes none, or that nobody does', () => {
  expect(modelWarning(model({ value: false, source: 'user' }))?.line).toBe(
    'Phi takes no tools, as you said in its settings, so none are offered.',
  );
  expect(modelWarning(model({ value: true, source: 'default' }))).toMatchObject({
    line: expect.stringContaining('It is not known whether Phi takes tools.') as string,
    isOff: false,
  });
});

test('what the server refused is told in its words, for the model that it refused', () => {
  expect(modelWarning(known, [refusal])?.line).toContain('“phi does not support tools”');
  expect(modelWarning(known, [{ ...refusal, model: 'other' }])).toBeUndefined();
  expect(modelWarning(known, [{ ...refusal, to: 'functions' }])).toBeUndefined();
  expect(modelWarning(known, [{ ...refusal, field: 'tool_choice' }])).toBeUndefined();
});

test('in a small window it is said that nothing is offered by itself', () => {
  const small: Limit = { tokens: 2_048, source: 'server-runtime' };
  expect(modelWarning({ ...known, contextWindow: small })?.line).toMatch(
    /a window of 2.048 tokens/,
  );
  expect(
    modelWarning({ ...known, contextWindow: { ...small, source: 'default' } }),
  ).toBeUndefined();
});
