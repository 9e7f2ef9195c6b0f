import { describe, expect, test } from 'vitest';
import { opened, planOf, restoreAll, textOf } from './testing/backup-files';
import { memoryStores, type MemoryStores } from './testing/memory-stores';
import { someContents, someMessage, someProvider } from './testing/some-records';
import { undoRestore } from './undo';

const passphrase = 'correct horse';

async function backupOf(stores: MemoryStores, into: MemoryStores, unlocked = true) {
  const backup = await opened(await textOf(stores, { attachments: true, passphrase }), into);
  if (unlocked) expect(await backup.unlock(passphrase)).toBe(true);
  return backup;
}

test('everything comes back in an empty browser, with keys and files', async () => {
  const bytes = new Uint8Array(1_000_000).map((_, at) => at * 7);
  const blob = new Blob([bytes], { type: 'image/png' });
  const attachments = { a1: { id: 'a1', v: 1, conversationId: 'c1', blob } };
  const into = memoryStores();
  await restoreAll(await backupOf(memoryStores({ ...someContents(), attachments }), into));
  const { attachments: restored, settings, ...rest } = into.contents();
  const { settings: expected, ...others } = someContents();
  expect(rest).toEqual(others);
  expect(settings?.['setup']).toEqual(expected?.['setup']);
  const file = restored?.['a1'] as { blob: Blob };
  expect(file.blob.type).toBe('image/png');
  expect(Buffer.from(await file.blob.arrayBuffer()).equals(bytes)).toBe(true);
});

test('what was allowed once and for all is asked again', async () => {
  const into = memoryStores();
  await restoreAll(await backupOf(memoryStores(someContents()), into));
  expect(into.contents().settings?.['settings']).toEqual({ theme: 'dark' });
});

test('without the passphrase, keys stay out and all else comes', async () => {
  const into = memoryStores();
  const backup = await backupOf(memoryStores(someContents()), into, false);
  expect(backup.isLocked()).toBe(true);
  expect(await backup.unlock('wrong')).toBe(false);
  await restoreAll(backup);
  expect(JSON.stringify(into.contents())).not.toContain('secret"');
  expect(into.contents().providers?.['p1']).toMatchObject({ apiKey: '', label: 'LM Studio' });
});

test('one’s own backup changes nothing, with keys or without', async () => {
  const stores = memoryStores(someContents());
  const before = stores.contents();
  for (const unlocked of [true, false]) {
    const backup = await backupOf(stores, stores, unlocked);
    expect((await planOf(backup)).counts.providers).toMatchObject({ same: 1, differs: 0 });
    expect((await restoreAll(backup)).done).toEqual([]);
    expect(stores.contents()).toEqual(before);
  }
});

describe('two records under one id', () => {
  const local = someContents();
  const file = someContents();
  file.conversations = {
    c1: { ...(file.conversations?.['c1'] as object), title: 'Renamed', updatedAt: 9 },
  };
  file.messages = {
    m1: someMessage('m1', 'c1', 'Where'),
    m2: someMessage('m2', 'c1', 'To Rome, by train.', { timing: { startedAt: 1, finishedAt: 9 } }),
  };
  file.library = { l1: { ...(file.library?.['l1'] as object), text: 'Other' } };
  file.settings = { ...file.settings, settings: { theme: 'light', enterSends: false } };

  test('the newer one wins, where that shows; of prompts both stay; else the one here', async () => {
    const into = memoryStores(local);
    const backup = await backupOf(memoryStores(file), into);
    expect((await planOf(backup)).counts.messages).toMatchObject({
      'newer-here': 1,
      'newer-in-file': 1,
    });
    await restoreAll(backup);
    const after = into.contents();
    expect(after.conversations?.['c1']).toMatchObject({ title: 'Renamed' });
    expect(after.messages?.['m1']).toMatchObject({ text: 'Where to?' });
    expect(after.messages?.['m2']).toMatchObject({ text: 'To Rome, by train.' });
    expect(after.library?.['l1']).toMatchObject({ text: '{{text}}' });
    expect(after.library?.['l1-restored']).toMatchObject({
      text: 'Other',
      title: 'Translate (restored)',
    });
    expect(after.settings?.['settings']).toMatchObject({ theme: 'dark', enterSends: false });
    // And once more changes nothing.
    expect((await restoreAll(backup)).done).toEqual([]);
  });

  test('each kind as it was chosen', async () => {
    const into = memoryStores(local);
    const backup = await backupOf(memoryStores(file), into);
    await restoreAll(backup, { chats: 'here', library: 'file', settings: 'file' });
    const after = into.contents();
    expect(after.conversations).toEqual(local.conversations);
    expect(after.messages).toEqual(local.messages);
    expect(after.library).toEqual(file.library);
    expect(after.settings?.['settings']).toMatchObject({
      theme: 'light',
      imageOrigins: ['https://images.example'],
    });
  });

  test('an answer that still grows here is left alone', async () => {
    const growing = { m2: someMessage('m2', 'c1', 'To', { status: 'streaming' }) };
    const into = memoryStores({ ...local, messages: growing });
    await restoreAll(await backupOf(memoryStores(file), into), { chats: 'file' });
    expect(into.contents().messages?.['m2']).toEqual(growing.m2);
  });
});

describe('keys', () => {
  test('that are missing here come from the file, to the same origin', async () => {
    const into = memoryStores({
      providers: { p1: someProvider('p1', { apiKey: '', headers: { 'X-Team': '' } }) },
    });
    await restoreAll(await backupOf(memoryStores(someContents()), into));
    expect(into.contents().providers?.['p1']).toEqual(someProvider('p1'));
  });

  test('of a provider that moved in the file are not handed over to its new address', async () => {
    const moved = someProvider('p1', {
      baseUrl: 'https://elsewhere.example/v1',
      apiKey: '',
      headers: { 'X-Team': '' },
    });
    const into = memoryStores(someContents());
    const backup = await opened(await textOf(memoryStores({ providers: { p1: moved } })), into);
    expect(await planOf(backup)).toMatchObject({
      moved: ['LM Studio'],
      origins: ['https://elsewhere.example'],
    });
    await restoreAll(backup);
    expect(into.contents().providers).toEqual(someContents().providers);
    await restoreAll(backup, { providers: 'file' });
    expect(into.contents().providers?.['p1']).toEqual(moved);
  });

  test('of a tool server and of an entry of another kind neither', async () => {
    const file = JSON.parse(
      JSON.stringify(someContents())
        .replace('tools.example', 'evil.example')
        .replace('other.example', 'evil.example')
        .replaceAll(/(tool|other)secret/g, ''),
    );
    delete file['tool-servers'].t1.signIn;
    file['tool-servers'].t1.headers = { Authorization: '' };
    const into = memoryStores(someContents());
    const backup = await opened(await textOf(memoryStores(file)), into);
    await restoreAll(backup, { 'tool-servers': 'file', settings: 'file' });
    const after = JSON.stringify(into.contents());
    expect(after).toContain('evil.example');
    expect(after).not.toMatch(/toolsecret|tokensecret|othersecret/);
  });

  test('of two providers with one name in providers.json, the new one gets another name', async () => {
    const into = memoryStores({ providers: { p0: someProvider('p0') } });
    await restoreAll(await backupOf(memoryStores(someContents()), into));
    expect(into.contents().providers?.['p1']).toMatchObject({ key: 'lm-studio' });
    expect(into.contents().providers?.['p0']).toEqual(someProvider('p0'));
  });
});

describe('undo', () => {
  test('takes back what was added and brings back what was replaced', async () => {
    const into = memoryStores({
      conversations: { c1: { id: 'c1', title: 'Old', createdAt: 1, updatedAt: 1 } },
    });
    const before = into.contents();
    const restored = await restoreAll(await backupOf(memoryStores(someContents()), into));
    expect(into.contents()).not.toEqual(before);
    expect(await undoRestore(restored, into)).toBe(0);
    expect(into.contents().conversations).toEqual(before.conversations);
    expect(Object.keys(into.contents())).toEqual(['conversations']);
  });

  test('leaves a chat alone that somebody went on with', async () => {
    const into = memoryStores();
    const restored = await restoreAll(await backupOf(memoryStores(someContents()), into));
    const gone = { id: 'c1', title: 'A trip', createdAt: 1, updatedAt: 99 };
    await into.change('conversations', ['c1'], () => [{ key: 'c1', value: gone }]);
    expect(await undoRestore(restored, into)).toBe(3);
    expect(into.contents().conversations).toEqual({ c1: gone });
    expect(into.contents().messages).toEqual(someContents().messages);
    expect(into.contents().providers).toBeUndefined();
  });
});
