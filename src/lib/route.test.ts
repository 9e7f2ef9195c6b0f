import { expect, test } from 'vitest';
import { parseRoute } from './route';

test.each([
  ['', { page: 'new-chat' }],
  ['#/', { page: 'new-chat' }],
  ['#/chat/abc', { page: 'chat', id: 'abc' }],
  ['#/chat/', { page: 'new-chat' }],
  ['#/chat/abc?message=m%201', { page: 'chat', id: 'abc', messageId: 'm 1' }],
  [
    '#/chat/abc?message=m1&find=a+b%26c',
    { page: 'chat', id: 'abc', messageId: 'm1', find: 'a b&c' },
  ],
  ['#/chat/abc?message=&find=', { page: 'chat', id: 'abc' }],
  ['#/providers', { page: 'providers' }],
  ['#/providers/p1', { page: 'provider', id: 'p1' }],
  ['#/providers/p1?model=a%2Fb%3A7b', { page: 'provider', id: 'p1', modelId: 'a/b:7b' }],
  ['#/providers/add', { page: 'add-provider', baseUrl: '', label: '' }],
  [
    '#/providers/add?base_url=http://a/v1&label=My%20server',
    { page: 'add-provider', baseUrl: 'http://a/v1', label: 'My server' },
  ],
  ['#/hand-over', { page: 'hand-over', payload: '' }],
  ['#/hand-over/1odAb-_', { page: 'hand-over', payload: '1odAb-_' }],
  ['#/hand-over/1od/Ab', { page: 'hand-over', payload: '1od/Ab' }],
  ['#/prompts', { page: 'prompts' }],
  ['#/storage', { page: 'storage' }],
  ['#/settings', { page: 'settings' }],
  ['#/log', { page: 'log' }],
  ['#/help', { page: 'help', topic: '' }],
  ['#/help/ollama', { page: 'help', topic: 'ollama' }],
  ['#/help/symptom/cors', { page: 'help', topic: 'symptom/cors' }],
  ['#/nowhere', { page: 'not-found' }],
  ['#/chat/a/b', { page: 'not-found' }],
  ['#/chat/%E0%A4%A', { page: 'chat', id: '%E0%A4%A' }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test('a link may fill in the base URL, encoded or not', () => {
  const encoded = '#/providers/add?base_url=http%3A%2F%2Flocalhost%3A1234%2Fv1';
  const route = { page: 'add-provider', baseUrl: 'http://localhost:1234/v1', label: '' };
  expect(parseRoute(encoded)).toEqual(route);
  expect(parseRoute('#/providers/add?base_url=http://localhost:1234/v1')).toEqual(route);
});

test('a key in a link is not read', () => {
  const route = parseRoute('#/providers/add?base_url=http://a/v1&api_key=sk-1');
  expect(JSON.stringify(route)).not.toContain('sk-1');
});
