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

const ignore = () => {};

test('drafts come back as they were kept', () => {
  const storage = storageWith(null);
  createDraftStore(ignore, storage).save({ new: 'Half a “question”\n', c1: 'x' });
  expect(createDraftStore(ignore, storage).load()).toEqual({ new: 'Half a “question”\n', c1: 'x' });
});

test.each([null, '', 'no JSON', 'null', '[]', '"x"', '{"c1":7}'])(
  'what is no draft is none: %j',
  (text) => {
    expect(createDraftStore(ignore, storageWith(text)).load()).toEqual({});
  },
);

const refuse = () => {
  throw new Error('denied');
};
test.each([
  ['refuses', { getItem: refuse, setItem: refuse }],
  ['is not there', null],
])('a storage that %s is no reason to stop, and what it does not keep is told', (_, storage) => {
  let refusals = 0;
  const store = createDraftStore(() => (refusals += 1), storage ?? undefined);
  store.save({});
  expect(refusals).toBe(0);
  store.save({ c1: 'x' });
  expect(refusals).toBe(1);
  expect(store.load()).toEqual({});
});
