import { expect, test } from 'vitest';
import { createDraftFileStore } from './draft-files';

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_name: string, value: string) => void (kept = value),
  };
}

const ignore = () => {};

test('drafted files come back by chat, broken ones left out', () => {
  const file = { id: 'a', kind: 'text', name: 'a.md', type: '', bytes: 3, pages: 2 } as const;
  const store = createDraftFileStore(ignore, storage());
  store.save({ new: [file] });
  expect(store.load()).toEqual({ new: [file] });
  expect(createDraftFileStore(ignore, storage('{"c":[{"id":"b"},7]}')).load()).toEqual({ c: [] });
});

test.each([null, 'null', '[', '"x"'])('what is no record reads as none: %j', (text) => {
  expect(createDraftFileStore(ignore, storage(text)).load()).toEqual({});
});

test('files that could not be written down are told', () => {
  let refusals = 0;
  const setItem = () => {
    throw new Error('full');
  };
  const store = createDraftFileStore(() => (refusals += 1), { getItem: () => null, setItem });
  store.save({});
  store.save({ new: [{ id: 'a', kind: 'text', name: 'a.md', type: '', bytes: 3 }] });
  expect(refusals).toBe(1);
});
