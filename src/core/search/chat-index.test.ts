import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Message } from '../chat/types';
import { createChatIndex, searchable, type ChatIndex } from './chat-index';
import { fold, wordsOf } from './fold';

function head(id: string, title = '', updatedAt = 1) {
  return { id, title, createdAt: 1, updatedAt };
}

function message(id: string, conversationId: string, text: string, fields: Partial<Message> = {}) {
  return {
    id,
    conversationId,
    parentId: null,
    role: 'user',
    createdAt: Number(id.replace(/\D/g, '')),
    text,
    reasoning: '',
    toolCalls: [],
    status: 'done',
    ...fields,
  } satisfies Message;
}

/** `c1(2) c4` for two messages of c1, and c4 by its title alone. */
function found(index: ChatIndex, query: string, most = 50): string {
  const { chats } = index.find(wordsOf(query), most);
  return chats.map(({ id, messages }) => (messages ? `${id}(${messages})` : id)).join(' ');
}

function filled(): ChatIndex {
  const index = createChatIndex();
  index.putHead(head('c1', 'Birds', 5));
  index.putMessage(message('m1', 'c1', 'Where does the zebra finch live?'));
  index.putMessage(message('m2', 'c1', 'The Zebra lives in Africa, the finch', { parentId: 'm1' }));
  index.putHead(head('c2', 'Zebra crossing', 9));
  index.putMessage(message('m3', 'c2', 'Paint it white'));
  return index;
}

test('all words have to be in one message, or in the title', () => {
  const index = filled();
  expect(found(index, 'zebra')).toBe('c2 c1(2)');
  expect(found(index, 'finch ZEBRA')).toBe('c1(2)');
  expect(found(index, 'live?')).toBe('c1(1)');
  expect(found(index, 'zebra white')).toBe('');
  expect(found(index, '')).toBe('');
});

test('the newest message with the words is the one to jump to', () => {
  const { chats } = filled().find(['zebra'], 50);
  expect(chats.map(({ best }) => best?.messageId)).toEqual([undefined, 'm2']);
});

test('a letter more looks only through what was found, and one less through what that was found in', () => {
  const index = createChatIndex();
  for (let at = 0; at < 20; at += 1) {
    index.putHead(head(`c${at}`));
    index.putMessage(message(`m${at}`, `c${at}`, at < 2 ? 'zebra finch' : 'zoo'));
  }
  const includes = vi.spyOn(String.prototype, 'includes');
  const looksFor = (query: string): number => {
    includes.mockClear();
    index.find(wordsOf(query), 50);
    return includes.mock.calls.length;
  };
  expect(looksFor('ze')).toBeGreaterThan(20);
  for (const query of ['zeb', 'zeb fin', 'zeb']) expect(looksFor(query)).toBeLessThan(10);
  expect(looksFor('zo')).toBeGreaterThan(20);
  includes.mockRestore();
});

test('the first of many are told, and how many there are', () => {
  expect(filled().find(['zebra'], 1)).toMatchObject({
    chats: [{ id: 'c2' }],
    chatCount: 2,
    messageCount: 2,
  });
});

test('a changed message, a renamed chat, a new order', () => {
  const index = filled();
  index.putMessage(message('m3', 'c2', 'Paint the finch'));
  expect(found(index, 'finch')).toBe('c2(1) c1(2)');
  index.putHead(head('c1', 'Animals', 11));
  expect(found(index, 'finch')).toBe('c1(2) c2(1)');
  expect(found(index, 'birds')).toBe('');
  expect(found(index, 'animals')).toBe('c1');
});

test('what is gone is not found, and a message alone does not bring its chat back', () => {
  const index = filled();
  index.drop('c1');
  index.putMessage(message('m2', 'c1', 'zebra'));
  expect(found(index, 'zebra')).toBe('c2');
});

test('reasoning is searched behind the text', () => {
  const index = filled();
  index.putMessage(message('m3', 'c2', 'White.', { reasoning: 'Stripes, so white' }));
  expect(found(index, 'stripes')).toBe('c2(1)');
});

test('an answer that was asked for again is not found, only the one on screen', () => {
  const index = filled();
  index.putMessage(message('m4', 'c1', 'Something else', { parentId: 'm1' }));
  expect(found(index, 'africa')).toBe('');
  expect(found(index, 'something')).toBe('c1(1)');
  // The person has gone back to the first version.
  index.putHead({ ...head('c1', 'Birds', 5), leafId: 'm2' });
  expect(found(index, 'africa')).toBe('c1(1)');
  expect(found(index, 'something')).toBe('');
});

test('a chat that is kept by what it shows is found as before, and read anew for a change', () => {
  const before = filled();
  before.putMessage(message('m4', 'c1', 'Something else', { parentId: 'm1' }));
  const texts = before.textsOf('c1');
  expect(texts).toMatchObject({ title: 'Birds', updatedAt: 5, ids: ['m4', 'm1'] });
  const index = filled();
  index.putTexts(texts!);
  expect(found(index, 'something')).toBe('c1(1)');
  expect(found(index, 'birds')).toBe('c1');
  expect(found(index, 'africa')).toBe('');
  expect(index.putMessage(message('m5', 'c1', 'zebra', { parentId: 'm4' }))).toBe(false);
  expect(index.putMessage(message('m5', 'nowhere', 'zebra'))).toBe(false);
  expect(found(index, 'something')).toBe('c1(1)');
  index.putHead(head('c1', 'Animals', 11));
  expect(index.putMessage(message('m5', 'c1', 'zebra'))).toBe(true);
  expect([found(index, 'something'), found(index, 'zebra')]).toEqual(['', 'c1(1) c2']);
  expect(index.textsOf('nowhere')).toBeUndefined();
});

test('it finds what a plain reader finds, through any changes', () => {
  const words = fc.constantFrom('Zebra', 'finch', 'Crème', 'creme', 'fin', 'x');
  const text = fc.array(words, { maxLength: 5 }).map((all) => all.join(' '));
  const chat = fc.integer({ min: 1, max: 4 });
  const step = fc.oneof(
    fc.record({ do: fc.constant('head' as const), chat, text }),
    fc.record({
      do: fc.constant('message' as const),
      chat,
      at: fc.integer({ min: 1, max: 3 }),
      text,
    }),
    fc.record({ do: fc.constant('drop' as const), chat }),
  );
  // As it is typed, or taken back.
  const typed = fc.tuple(text, fc.nat(12)).map(([all, letters]) => all.slice(0, letters));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.array(typed), (steps, queries) => {
      const index = createChatIndex();
      const plain = new Map<number, { title: string; texts: Map<number, string> }>();
      for (const made of steps) {
        const known = plain.get(made.chat);
        const id = `c${made.chat}`;
        if (made.do === 'drop') {
          index.drop(id);
          plain.delete(made.chat);
        } else if (made.do === 'head') {
          index.putHead(head(id, made.text, made.chat));
          plain.set(made.chat, { title: made.text, texts: known?.texts ?? new Map() });
        } else {
          const parentId = made.at === 1 ? null : `m${made.chat}${made.at - 1}`;
          index.putMessage(message(`m${made.chat}${made.at}`, id, made.text, { parentId }));
          known?.texts.set(made.at, made.text);
        }
        // Asked in between, so that nothing kept for the next question goes stale.
        for (const query of queries.slice(0, 1)) index.find(wordsOf(query), 50);
      }
      const kept = createChatIndex();
      for (const at of plain.keys()) kept.putTexts(index.textsOf(`c${at}`)!);
      for (const query of queries) {
        const has = (all: string) => wordsOf(query).every((word) => fold(all).includes(word));
        const expected = [...plain]
          .sort(([a], [b]) => b - a)
          .map(([at, { title, texts }]) => ({
            at,
            title,
            hits: [...texts.values()].filter(has).length,
          }))
          .filter(({ title, hits }) => wordsOf(query).length > 0 && (hits > 0 || has(title)))
          .map(({ at, hits }) => (hits ? `c${at}(${hits})` : `c${at}`))
          .join(' ');
        expect(found(index, query)).toBe(expected);
        expect(found(kept, query)).toBe(expected);
      }
    }),
  );
});

test('a message is its text, then its reasoning', () => {
  expect(searchable({ text: 'a', reasoning: '' })).toBe('a');
  expect(searchable({ text: 'a', reasoning: 'b' })).toBe('a\nb');
});
