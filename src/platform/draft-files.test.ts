import { expect, test } from 'vitest';
import { createDraftFileStore } from './draft-files';

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_name: string, value: string) => void (kept = value),
  };
}

test('drafted files come back by chat, broken ones left out', () => {
  const file = { id: 'a', kind: 'text', name: 'a.md', type: '', bytes: 3, pages: 2 } as const;
  const store = createDraftFileStore(storage());
  store.save({ new: [file] });
  expect(store.load()).toEqual({ new: [file] });
  expect(createDraftFileStore(storage('{"c":[{"id":"b"},7]}')).load()).toEqual({ c: [] });
});

test.each([null, 'null', '[', '"x"'])('what is no record reads as none: %j', (text) => {
  expect(createDraftFileStore(storage(text)).load()).toEqual({});
});
