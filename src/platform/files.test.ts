import { expect, test, vi } from 'vitest';
import { readText } from './files';

test('a chosen file is read as text', async () => {
  const file = new File(['{"providers":{}}'], 'providers.json');
  expect(await readText(file)).toEqual({
    kind: 'text',
    name: 'providers.json',
    text: '{"providers":{}}',
  });
});

test('one over 10 MB is refused before it is read', async () => {
  const text = vi.fn();
  const bytes = 10 * 1024 * 1024 + 1;
  const picked = await readText({ name: 'big.json', size: bytes, text });
  expect(picked).toEqual({ kind: 'too-large', name: 'big.json', bytes });
  expect(text).not.toHaveBeenCalled();
});

test('one that is gone meanwhile is unreadable', async () => {
  const text = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  expect(await readText({ name: 'a.json', size: 1, text })).toEqual({
    kind: 'unreadable',
    name: 'a.json',
  });
});
