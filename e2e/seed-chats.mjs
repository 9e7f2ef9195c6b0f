// Chats for tests and measurements, put straight into the database.

/**
 * @typedef {object} Seed
 * @property {number} chats
 * @property {number} [messages] messages of each chat, 4 unless told
 * @property {number} [length] characters of each message, about 600 unless told: 10,000 chats of 4 are 24 MB
 * @property {string} [needle] appended to the last message of the oldest chat: a search has to go all the way for it
 */

/**
 * Puts chats straight into the database of an app that has been opened on this page. Chat 0 is the oldest, an hour lies
 * between two; its title is `Chat 0 …`, and its messages are `m0-0`, `m0-1` … The app sees them when it starts again.
 * @param {import('@playwright/test').Page} page
 * @param {Seed} seed
 */
export async function seedChats(page, seed) {
  await page.evaluate(putChats, { messages: 4, length: 600, needle: '', ...seed });
}

/**
 * Runs in the page, so it may use nothing from outside of it.
 * @param {Required<Seed>} seed
 */
async function putChats(seed) {
  const HOUR = 3_600_000;
  const words =
    'model context window token answer question server local prompt stream sampling weights layer cache memory ' +
    'garden recipe winter train ticket holiday kitchen letter budget lesson guitar museum river mountain weather ' +
    'function variable compiler database network browser socket buffer thread promise iterator closure parser schema ' +
    'the of and to in is that it for with as was on are by this be from or have an which you can not but at';
  const list = words.split(' ');
  let state = 1;
  const word = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return list[Math.floor((state / 2_147_483_648) * list.length)] ?? '';
  };
  /** @param {number} length */
  const text = (length) => {
    let made = word();
    while (made.length < length) made += ` ${word()}`;
    return `${made}.`;
  };
  const now = Date.now();
  /** @type {IDBDatabase} */
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('patchbay');
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
  });
  const model = { providerId: 'p', modelId: 'scripted', providerLabel: 'S', modelName: 'scripted' };
  /**
   * @param {number} from
   * @param {number} to
   * @returns {Promise<void>}
   */
  const put = (from, to) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(['conversations', 'messages'], 'readwrite', {
        durability: 'relaxed',
      });
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('full')));
      const heads = transaction.objectStore('conversations');
      const store = transaction.objectStore('messages');
      for (let chat = from; chat < to; chat += 1) {
        const createdAt = now - (seed.chats - chat) * HOUR;
        const head = { createdAt, updatedAt: createdAt + seed.messages, model, v: 1 };
        heads.put({ id: `c${chat}`, title: `Chat ${chat} ${word()} ${word()} ${word()}`, ...head });
        for (let at = 0; at < seed.messages; at += 1) {
          const isLast = chat === 0 && at === seed.messages - 1;
          store.put({
            id: `m${chat}-${at}`,
            conversationId: `c${chat}`,
            parentId: at === 0 ? null : `m${chat}-${at - 1}`,
            role: at % 2 === 0 ? 'user' : 'assistant',
            createdAt: createdAt + at,
            text: text(seed.length) + (isLast ? ` ${seed.needle}` : ''),
            reasoning: '',
            toolCalls: [],
            status: 'done',
            ...(at % 2 === 1 && { finishReason: 'stop', model }),
            v: 1,
          });
        }
      }
    });
  const BATCH = 500;
  for (let from = 0; from < seed.chats; from += BATCH)
    await put(from, Math.min(seed.chats, from + BATCH));
  database.close();
}
