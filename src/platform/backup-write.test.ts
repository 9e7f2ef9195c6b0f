import { beforeEach, expect, test } from 'vitest';
import { createWriteBackup } from '../core/backup/write';
import type { BackupOptions } from '../core/backup/types';
import { createAttachmentRepository } from './attachment-repository';
import { createBackupSource } from './backup-source';
import { createConversationRepository } from './conversation-repository';
import type { Database } from './database';
import { createProviderRepository } from './provider-repository';
import { createSealing } from './sealing';
import { createSetAside } from './set-aside';
import { openFresh, putRaw } from './testing/database';
import { conversation, message, provider } from './testing/records';

const setAside = createSetAside();
const sealing = createSealing(crypto, 1000);
let database: Database;

beforeEach(async () => {
  database = await openFresh();
  await createProviderRepository(database, setAside).replaceAll({
    providers: [provider('p1', { apiKey: 'sk-first', headers: { 'X-Team': 'headersecret' } })],
    remainder: { entries: { other: { api_key: 'sk-other' } }, extra: {} },
    orchestrationModel: 'm',
    summarizeModel: '',
  });
  await createConversationRepository(database, setAside).saveTurn(conversation('c1'), [
    message('m1', 'c1', { text: 'a line\nand a "quote"' }),
  ]);
});

async function written(options: BackupOptions): Promise<string> {
  const write = createWriteBackup({
    source: createBackupSource(database),
    sealing,
    now: () => 5,
  });
  let text = '';
  for await (const piece of write(options)) text += piece;
  return text;
}

test('a backup is one JSON document with a record on each line', async () => {
  const text = await written({ attachments: true });
  const whole = JSON.parse(text);
  expect(whole).toMatchObject({ format: 'patchbay-backup', version: 1, at: 5, keys: 'left-out' });
  const lines = text.trimEnd().split('\n').slice(1, -1);
  expect(lines.map((line) => JSON.parse(line.replace(/^,|,$/g, '')))).toEqual(whole.records);
  expect(whole.end).toMatchObject({ lines: lines.length, records: { messages: 1, providers: 1 } });
});

test('keys, headers and those of other kinds stay out', async () => {
  const text = await written({ attachments: true });
  expect(text).toContain('X-Team');
  expect(text).not.toMatch(/sk-first|headersecret|sk-other/);
});

test('with a passphrase they go along locked', async () => {
  const text = await written({ attachments: true, passphrase: 'right' });
  expect(text).not.toMatch(/sk-first|headersecret|sk-other/);
  const { sealed } = JSON.parse(text).records[0];
  const opened = await (await sealing!.keyOf('right', sealed)).open(sealed);
  expect(opened).toMatch(/sk-first.*headersecret.*sk-other/);
});

test('the bytes of a file go along in parts, what waits in a composer does not', async () => {
  const attachments = createAttachmentRepository(database, setAside);
  const bytes = new Uint8Array(1_000_000).map((_, at) => at * 7);
  await attachments.save({ id: 'a1', conversationId: 'c1', blob: new Blob([bytes]) });
  await attachments.save({ id: 'a2', conversationId: 'draft 1', blob: new Blob(['draft']) });
  const { records } = JSON.parse(await written({ attachments: true }));
  const parts = records.filter(({ of }: { of?: string }) => of === 'a1');
  expect(parts).toHaveLength(2);
  const joined = Buffer.concat(
    parts.map(({ data }: { data: string }) => Buffer.from(data, 'base64')),
  );
  expect(joined.equals(bytes)).toBe(true);
  expect(records.filter(({ key }: { key?: string }) => key === 'a2')).toEqual([]);
  expect(JSON.parse(await written({ attachments: false })).end.records.attachments).toBeUndefined();
});

test('what could not be read goes along as it is', async () => {
  await putRaw(database, 'messages', { id: 'odd', v: 99, when: new Date(0), list: [1, undefined] });
  const { records } = JSON.parse(await written({ attachments: false }));
  const odd = records.find(({ key }: { key: string }) => key === 'odd');
  expect(odd.record).toEqual({
    id: 'odd',
    v: 99,
    when: '1970-01-01T00:00:00.000Z',
    list: [1, null],
  });
});
