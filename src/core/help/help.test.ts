import { expect, test } from 'vitest';
import { articles } from './articles';
import type { MessageError } from '../chat/types';
import { parseRoute } from '../../lib/route';
import { helpTexts } from './help-texts';
import { searchHelp } from './search';
import { helpOn } from './symptom-id';
import { symptomOf } from './symptom-of';
import { findSymptom, symptoms } from './symptoms';

const pages = helpTexts('https://chat.example.org', []);
const first = (query: string) => searchHelp(pages, query)[0]?.href;

test.each([
  ['cors', '#/help/symptom/cors'],
  ['Failed to fetch', '#/help/symptom/unreachable'],
  ['401', '#/help/symptom/unauthorized'],
  ['disk full', '#/help/symptom/storage'],
  ['ollama', '#/help/ollama'],
  ['summarize_model', '#/help/providers-json'],
  ['telemetry', '#/help/privacy'],
  ['winget', '#/help/install'],
  ['deep link', '#/help/for-servers'],
  ['clipboard', '#/help/symptom/copy'],
  ['mermaid', '#/help/symptom/preview'],
  ['damaged record', '#/help/symptom/unreadable'],
])('“%s” finds its page first', (query, href) => {
  expect(first(query)).toBe(href);
});

test('every word must be there; case and accents make no difference; nothing finds nothing', () => {
  expect(first('PASSPHRÁSE locked')).toBe('#/help/symptom/locked');
  expect(searchHelp(pages, 'cors zebra')).toEqual([]);
  expect(searchHelp(pages, ' ')).toEqual([]);
});

test('a hit shows the text around its words, marked', () => {
  const hit = searchHelp(pages, 'OLLAMA_ORIGINS').find(({ href }) => href === '#/help/ollama');
  const [mark = [0, 0]] = hit?.snippet.marks ?? [];
  expect(hit?.snippet.text.slice(...mark)).toBe('OLLAMA_ORIGINS');
});

const failed = (error: Partial<MessageError>): MessageError => ({
  code: 'http',
  serverMessage: '',
  ...error,
});

test.each([
  [failed({ code: 'network' }), 'unreachable'],
  [failed({ status: 401 }), 'unauthorized'],
  [failed({ status: 422 }), 'bad-request'],
  [failed({ status: 503, serverMessage: 'Loading model' }), 'loading'],
  [failed({ status: 503, serverMessage: 'Overloaded' }), 'server-error'],
  [failed({ status: 400, serverMessage: 'prompt is too long' }), 'overflow'],
  [failed({ code: 'locked' }), 'locked'],
  [failed({ code: 'cut-off' }), 'cut-off'],
] as const)('%o leads to the page %s', (error, symptom) => {
  expect(symptomOf(error)).toBe(symptom);
  expect(findSymptom(symptom)).toBe(symptoms[symptom]);
});

test('links within the help lead somewhere', () => {
  const hrefs = [...Object.values(symptoms), ...articles].flatMap(({ links = [] }) =>
    links.map(({ href }) => href),
  );
  for (const href of [...hrefs, helpOn('cors')])
    expect(parseRoute(href).page).not.toBe('not-found');
  expect(findSymptom('toString')).toBeUndefined();
});
