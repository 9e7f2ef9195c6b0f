import { expect, test } from 'vitest';
import type { Sighting } from '../../core/servers/find-servers';
import { foundWords, summaryWords } from './find-words';

const found: Extract<Sighting, { kind: 'found' }> = {
  kind: 'found',
  baseUrl: 'http://localhost:1234/v1',
  cause: 'ok',
  models: 2,
};
const blocked: Sighting = { kind: 'blocked', sentence: '', remedies: [] };
const nothing: Sighting = { kind: 'nothing' };

test('a found server says how many models it has, or what it lacks', () => {
  expect(foundWords(found)).toBe('2 models');
  expect(foundWords({ ...found, models: 1 })).toBe('1 model');
  expect(foundWords({ ...found, cause: 'no-models' })).toContain('no models');
  expect(foundWords({ ...found, cause: 'unauthorized' })).toContain('key');
  expect(foundWords({ ...found, cause: 'loading' })).toContain('loading');
});

test('the summary counts what answers, and says when it was stopped', () => {
  expect(summaryWords([found], 3, true)).toBe('Looking at 3 addresses …');
  expect(summaryWords([found, nothing], 3, false)).toMatch(
    /^Stopped after 2 of 3; 1 server answers/,
  );
  expect(summaryWords([found, nothing, blocked], 3, false)).toMatch(/^2 servers answer\./);
  expect(summaryWords([nothing], 1, false)).toMatch(/^No server answers/);
});
