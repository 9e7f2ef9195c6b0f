import { expect, test } from 'vitest';
import type { DraftStore } from '../core/ports';
import { createDrafts } from './drafts';
import { fakeClock } from './testing/fakes';

/** One tab's drafts, as they are found again after a reload. */
function tab() {
  const clock = fakeClock();
  const kept = { texts: {} as Record<string, string>, writes: 0 };
  const store: DraftStore = {
    load: () => ({ ...kept.texts }),
    save(texts) {
      kept.texts = { ...texts };
      kept.writes += 1;
    },
  };
  return { clock, kept, open: () => createDrafts({ store, clock }) };
}

test('what was typed and not sent is there after a reload', () => {
  const { clock, kept, open } = tab();
  const drafts = open();
  for (const text of ['H', 'Ha', 'Half a question']) drafts.set('c1', text);
  drafts.set(undefined, 'A new one');
  clock.advance(1_000);
  expect([open().get('c1'), open().get(undefined)]).toEqual(['Half a question', 'A new one']);
  expect(kept.writes).toBe(1);
});

test('a page that is left at once keeps the last words too', () => {
  const { open } = tab();
  const drafts = open();
  drafts.set('c1', 'just typed');
  drafts.saveNow();
  expect(open().get('c1')).toBe('just typed');
});

test('a draft that was sent leaves nothing behind', () => {
  const { kept, open } = tab();
  const drafts = open();
  drafts.set('c1', 'text');
  drafts.set('c1', '');
  drafts.saveNow();
  expect(kept.texts).toEqual({});
});
