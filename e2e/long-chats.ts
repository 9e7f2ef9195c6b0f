import type { Page } from '@playwright/test';
import { expect } from './chat-pages';

export interface LongChat {
  id: string;
  /** How many messages, questions and answers in turn. */
  count: number;
  /** Words that stand in this message alone. */
  special?: { at: number; words: string };
}

/** The id of a message of a seeded chat, from 0. */
export const messageId = (chat: string, at: number): string =>
  `${chat}-${String(at).padStart(5, '0')}`;

/**
 * Writes chats straight into the database of a page that shows the app, and opens the app anew. Lengths and shapes vary
 * as in a real chat: lines, paragraphs, lists, code and tables. Every message begins with its
 * number: `#17`; the ends of two chats differ in nothing else.
 */
export async function seedChats(
  page: Page,
  url: string,
  chats: readonly LongChat[],
): Promise<void> {
  await page.goto(`${url}#/`);
  // The app has made its database when it shows its list.
  await expect(page.getByRole('textbox', { name: /Message/ })).toBeVisible();
  for (const chat of chats) await page.evaluate(writeChat, chat);
  await page.reload();
}

/** Runs in the page, so that everything that it needs is inside. */
async function writeChat({ id, count, special }: LongChat): Promise<void> {
  const words =
    'the model reads a long text and answers with what it found in there some of it new'.split(' ');
  const prose = (seed: number, length: number): string =>
    Array.from(
      { length },
      (_, at) => words[(seed * 7 + at * (1 + (seed % 5))) % words.length],
    ).join(' ');
  const shapes = [
    (seed: number) => prose(seed, 12 + (seed % 9) * 14),
    (seed: number) =>
      `${prose(seed, 40)}\n\n- ${prose(seed + 1, 9)}\n- ${prose(seed + 2, 21)}\n- **${prose(seed + 3, 4)}**`,
    (seed: number) =>
      `${prose(seed, 9)}\n\n\`\`\`ts\n${Array.from({ length: 3 + (seed % 20) }, (_, at) => `const line${at} = ${seed};`).join('\n')}\n\`\`\`\n\n${prose(seed, 30)}`,
    (seed: number) =>
      `${prose(seed, 16)}\n\n| a | b |\n| - | - |\n${Array.from({ length: 2 + (seed % 6) }, (_, at) => `| ${at} | ${prose(seed + at, 3)} |`).join('\n')}`,
    (seed: number) =>
      `${prose(seed, 60)}\n\n${prose(seed + 1, 45)}\n\n### ${prose(seed + 2, 4)}\n\n${prose(seed + 3, 80)}`,
  ];
  const textOf = (at: number): string => {
    if (at === special?.at) return `#${at} ${special.words}`;
    // By the distance from the end: chats of any length end alike.
    const seed = count - at;
    const text =
      at % 2 === 0 ? prose(seed, 4 + (seed % 23)) : shapes[(seed >> 1) % shapes.length]?.(seed);
    return `#${at} ${text}`;
  };
  const start = Date.parse('2026-01-01T00:00:00Z');
  const key = (at: number): string => `${id}-${String(at).padStart(5, '0')}`;
  const request = indexedDB.open('patchbay');
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('no database'));
  });
  const transaction = database.transaction(['conversations', 'messages'], 'readwrite');
  const store = transaction.objectStore('messages');
  const head = { id, title: `${count} messages`, createdAt: start, updatedAt: start + count, v: 1 };
  transaction.objectStore('conversations').put(head);
  for (let at = 0; at < count; at += 1) {
    store.put({
      id: key(at),
      conversationId: id,
      parentId: at === 0 ? null : key(at - 1),
      role: at % 2 === 0 ? 'user' : 'assistant',
      createdAt: start + at,
      text: textOf(at),
      reasoning: '',
      toolCalls: [],
      status: 'done',
      v: 1,
      ...(at % 2 === 1 && {
        finishReason: 'stop',
        usage: { promptTokens: 100, completionTokens: 80 },
        timing: {
          startedAt: start + at,
          firstTokenAt: start + at + 200,
          firstTextAt: start + at + 200,
          finishedAt: start + at + 2000,
        },
        model: {
          providerId: 'p',
          modelId: 'scripted',
          providerLabel: 'Scripted',
          modelName: 'scripted',
        },
      }),
    });
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(new Error('the chat was not written'));
  });
  database.close();
}
