import { beforeEach, expect, test } from 'vitest';
import { fakeClock, settle } from './testing/fakes';
import { createUpdates, type Updates } from './updates';

const READY = 'A new version of Patchbay is ready.';
const WAITS = 'Another tab is still answering. The new version comes when it is done.';

let clock: ReturnType<typeof fakeClock>;
let page: { answersHere: boolean; answersElsewhere: boolean; types: boolean; isEditing: boolean };
let notices: { text: string; action: { label: string; run: () => void } }[];
let switched: number;
let updates: Updates;

beforeEach(() => {
  clock = fakeClock();
  page = { answersHere: false, answersElsewhere: false, types: false, isEditing: false };
  notices = [];
  switched = 0;
  updates = createUpdates({
    clock,
    announce(text, action) {
      const notice = { text, action };
      notices.push(notice);
      return () => void (notices = notices.filter((other) => other !== notice));
    },
    answersHere: () => page.answersHere,
    answersAnywhere: async () => page.answersHere || page.answersElsewhere,
    isTyping: () => page.types,
    isInTheMiddle: () => page.isEditing,
    switchOver: () => (switched += 1),
  });
});

const shown = (): string[] => notices.map(({ text }) => text);

async function press(): Promise<void> {
  const notice = notices.pop();
  notice?.action.run();
  await settle();
}

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    clock.advance(1_000);
    await settle();
  }
}

test('in a calm moment it says so, and one press switches over', async () => {
  updates.ready();
  expect(shown()).toEqual([READY]);
  expect(switched).toBe(0);
  await press();
  expect(switched).toBe(1);
});

test.each(['answersHere', 'types'] as const)(
  'it says nothing while this tab is busy: %s',
  async (busy) => {
    page[busy] = true;
    updates.ready();
    await pass(30);
    expect(shown()).toEqual([]);
    page[busy] = false;
    await pass(1);
    expect(shown()).toEqual([READY]);
  },
);

test('while another tab answers nothing is switched, and then it goes on by itself', async () => {
  updates.ready();
  page.answersElsewhere = true;
  await press();
  expect(shown()).toEqual([WAITS]);
  await pass(30);
  expect(switched).toBe(0);
  page.answersElsewhere = false;
  await pass(2);
  expect(switched).toBe(1);
  expect(shown()).toEqual([]);
});

test('the moment between two rounds of tools is not the end of an answer', async () => {
  updates.ready();
  page.answersElsewhere = true;
  await press();
  page.answersElsewhere = false;
  await pass(1);
  page.answersElsewhere = true;
  await pass(5);
  expect(switched).toBe(0);
});

test.each(['types', 'isEditing'] as const)(
  'it does not go on over what somebody does meanwhile: %s',
  async (busy) => {
    updates.ready();
    page.answersElsewhere = true;
    await press();
    page.answersElsewhere = false;
    page[busy] = true;
    await pass(30);
    expect(switched).toBe(0);
    page[busy] = false;
    await pass(2);
    expect(switched).toBe(1);
  },
);

test('an answer of this tab that began after the notice is waited for too', async () => {
  updates.ready();
  page.answersHere = true;
  await press();
  expect(shown()[0]).toContain('An answer is still coming');
  page.answersHere = false;
  await pass(2);
  expect(switched).toBe(1);
});

test('who does not want to wait any more is not surprised later', async () => {
  updates.ready();
  page.answersElsewhere = true;
  await press();
  await press();
  page.answersElsewhere = false;
  await pass(30);
  expect(switched).toBe(0);
});

test('a still newer version says so once more, in place of the first notice', () => {
  updates.ready();
  updates.ready();
  expect(shown()).toEqual([READY]);
});
