import { describe, expect, test } from 'vitest';
import { openBackup } from './open';
import { readLines } from './lines';
import { opened, planOf, restoreAll, textOf } from './testing/backup-files';
import { memoryStores } from './testing/memory-stores';
import { someContents } from './testing/some-records';

const whole = await textOf(memoryStores(someContents()));
const lines = whole.split('\n');
const count = lines.length - 3;

async function planned(text: string) {
  const into = memoryStores();
  const backup = await opened(text, into);
  const plan = await planOf(backup);
  await restoreAll(backup);
  const records = Object.values(into.contents()).flatMap((store) => Object.keys(store)).length;
  return { problems: plan.problems, records };
}

test('a whole file has no problems', async () => {
  expect(await planned(whole)).toEqual({ problems: [], records: count });
});

test('a damaged line is named, and the others are there', async () => {
  const text = lines.with(3, `${lines[3]?.slice(0, 20)}?`).join('\n');
  const { problems, records } = await planned(text);
  expect(problems[0]).toBe('Line 4 is damaged: it is not JSON.');
  expect(records).toBe(count - 1);
});

test('a changed letter shows in the checksum', async () => {
  const { problems } = await planned(whole.replace('To Rome', 'To Bonn'));
  expect(problems).toEqual([
    'The file was changed or damaged after it was written: its checksum differs.',
  ]);
});

test('a file that was cut off says so', async () => {
  const { problems, records } = await planned(lines.slice(0, 5).join('\n'));
  expect(problems).toEqual(['Line 5 is the last one: the file was cut off.']);
  expect(records).toBe(4);
});

test('a damaged first line takes nothing along', async () => {
  const { problems, records } = await planned(`x${whole}`);
  expect(problems).toEqual(['Line 1 is not the beginning of a backup.']);
  expect(records).toBe(count);
});

test.each([
  ['written anew with indentation', JSON.stringify(JSON.parse(whole), null, 2)],
  ['written anew in one line', JSON.stringify(JSON.parse(whole))],
  ['with Windows line breaks', whole.replaceAll('\n', '\r\n')],
  ['with a byte order mark', `\ufeff${whole}`],
])('a file %s is read', async (_, text) => {
  expect(await planned(text)).toEqual({ problems: [], records: count });
});

test.each([
  ['', 'The file is empty.'],
  ['hello', /not JSON\. Line 1, column 1/],
  ['{"a":1}', /^\$\.format: this is no backup/],
  ['{"providers":{}}', /providers\.json, not a backup/],
  ['{"format":"patchbay-backup","version":2,"records":[\n', /newer Patchbay/],
])('of %j it is said why it is none', async (text, message) => {
  const stores = memoryStores();
  const file = await openBackup(new Blob([text]), { source: stores, target: stores });
  if (file.kind === 'backup') throw new Error(JSON.stringify(await planOf(file.backup)));
  expect(file.message).toMatch(message);
});

describe('bytes of a file', () => {
  const blob = new Blob([new Uint8Array(2_000_000)]);
  const attachments = { a1: { id: 'a1', v: 1, conversationId: 'c1', blob } };

  test('that are not all there are no file', async () => {
    const text = await textOf(memoryStores({ attachments }));
    const rows = text.split('\n').filter((line) => !line.includes('"part":1'));
    const { problems, records } = await planned(rows.join('\n'));
    expect(problems[0]).toBe('Line 2 is a file whose bytes are not all there.');
    expect(records).toBe(0);
  });

  test('in another order are none either', async () => {
    const rows = (await textOf(memoryStores({ attachments }))).split('\n');
    const text = [...rows.slice(0, 2), rows[3], rows[2], ...rows.slice(4)].join('\n');
    expect((await planned(text)).records).toBe(0);
  });
});

test('a line that never ends is left out, the one after it is read', async () => {
  const file = new Blob(['short\n', 'x'.repeat(300), '\nlast']);
  const found = [];
  for await (const line of readLines(file, undefined, 100)) found.push(line);
  expect(found).toEqual([
    { number: 1, text: 'short' },
    { number: 2, text: '', isTooLong: true },
    { number: 3, text: 'last' },
  ]);
});
