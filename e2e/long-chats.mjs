// Long chats for tests and for the benchmark.

/**
 * @typedef {object} LongChat
 * @property {string} id
 * @property {number} count how many messages, questions and answers in turn
 * @property {{ at: number, words: string }} [special] words that stand in this message alone
 */

/**
 * The id of a message of such a chat, from 0.
 * @param {string} chat
 * @param {number} at
 */
export const messageId = (chat, at) => `${chat}-${String(at).padStart(5, '0')}`;

/**
 * Writes a chat straight into the database that the app has made. Runs in the page, so that everything that it needs is
 * inside. Lengths and shapes vary as in a real chat: lines, paragraphs, lists, code and tables. Every message begins with
 * its number: `#17`; the ends of two chats differ in nothing else.
 * @param {LongChat} chat
 * @returns {Promise<void>}
 */
export async function writeChat({ id, count, special }) {
  const words =
    'the model reads a long text and answers with what it found in there some of it new'.split(' ');
  const prose = (/** @type {number} */ seed, /** @type {number} */ length) =>
    Array.from(
      { length },
      (_, at) => words[(seed * 7 + at * (1 + (seed % 5))) % words.length],
    ).join(' ');
  const shapes = [
    (/** @type {number} */ seed) => prose(seed, 12 + (seed % 9) * 14),
    (/** @type {number} */ seed) =>
      `${prose(seed, 40)}\n\n- ${prose(seed + 1, 9)}\n- ${prose(seed + 2, 21)}\n- **${prose(seed + 3, 4)}**`,
    (/** @type {number} */ seed) =>
      `${prose(seed, 9)}\n\n\`\`\`ts\n${Array.from({ length: 3 + (seed % 20) }, (_, at) => `const line${at} = ${seed};`).join('\n')}\n\`\`\`\n\n${prose(seed, 30)}`,
    (/** @type {number} */ seed) =>
      `${prose(seed, 16)}\n\n| a | b |\n| - | - |\n${Array.from({ length: 2 + (seed % 6) }, (_, at) => `| ${at} | ${prose(seed + at, 3)} |`).join('\n')}`,
    (/** @type {number} */ seed) =>
      `${prose(seed, 60)}\n\n${prose(seed + 1, 45)}\n\n### ${prose(seed + 2, 4)}\n\n${prose(seed + 3, 80)}`,
  ];
  const textOf = (/** @type {number} */ at) => {
    if (at === special?.at) return `#${at} ${special.words}`;
    // By the distance from the end: chats of any length end alike.
    const seed = count - at;
    const text =
      at % 2 === 0 ? prose(seed, 4 + (seed % 23)) : shapes[(seed >> 1) % shapes.length]?.(seed);
    return `#${at} ${text}`;
  };
  const start = Date.parse('2026-01-01T00:00:00Z');
  const key = (/** @type {number} */ at) => `${id}-${String(at).padStart(5, '0')}`;
  const request = indexedDB.open('patchbay');
  const database = await new Promise(
    (/** @type {(opened: IDBDatabase) => void} */ resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('no database'));
    },
  );
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
  await new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(new Error('the chat was not written'));
  });
  database.close();
}
