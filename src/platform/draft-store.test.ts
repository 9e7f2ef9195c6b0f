import { expect, test } from 'vitest';
import { createDraftStore } from './draft-store';

function storageWith(text: string | null) {
  const storage = {
    text,
    getItem: () => storage.text,
    setItem: (_key: string, value: string) => void (storage.text = value),
  };
  return storage;
}

test('drafts come back as they were kept', () => {
  const storage = storageWith(null);
  createDraftStore(storage).save({ new: 'Half a “question”\n', c1: 'x' });
  expect(createDraftStore(storage).load()).toEqual({ new: 'Half a “question”\n', c1: 'x' });
});

test.each([null, '', 'no JSON', 'null', '[]', '"x"', '{"c1":7}'])(
  'what is no draft is none: %j',
  (text) => {
    expect(createDraftStore(storageWith(text)).load()).toEqual({});
  },
);

test('a storage that refuses is no reason to stop', () => {
  const refuse = () => {
    throw new Error('denied');
  };
  const store = createDraftStore({ getItem: refuse, setItem: refuse });
  store.save({ c1: 'x' });
  expect(store.load()).toEqual({});
});
