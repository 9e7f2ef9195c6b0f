import { expect, test } from 'vitest';
import { createConversationRepository } from './conversation-repository';
import { keepingUnsaved, UNSAVED } from './keep-unsaved';
import { putBackUnsaved } from './put-back-unsaved';
import { createSetAside } from './set-aside';
import { StorageError } from './storage-error';
import { openFresh } from './testing/database';
import { conversation, message } from './testing/records';

function fakeSession() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

const answer = (fields: object = {}) =>
  message('a1', 'c1', { role: 'assistant', status: 'streaming', text: 'Half', ...fields });

async function outdated(code: 'outdated' | 'full' = 'outdated') {
  const repository = createConversationRepository(await openFresh(), createSetAside());
  await repository.saveTurn(conversation('c1'), [message('q1', 'c1'), answer()]);
  const session = fakeSession();
  const failing = { ...repository, saveMessage: () => Promise.reject(new StorageError(code)) };
  const tab = keepingUnsaved(failing, session);
  const putBack = () => putBackUnsaved(session.values.get(UNSAVED) ?? '', repository);
  return { repository, session, tab, putBack };
}

test('an answer that an outdated tab cannot write is told, kept, and written by the next version', async () => {
  const { repository, tab, putBack } = await outdated();
  const more = answer({ text: 'Half and more' });
  await expect(tab.saveMessage(more, 'relaxed')).rejects.toMatchObject({ code: 'outdated' });
  const whole = answer({ text: 'Half and the rest', status: 'done', finishReason: 'stop' });
  await expect(tab.saveMessage(whole, 'strict')).rejects.toMatchObject({ code: 'outdated' });
  expect(await putBack()).toEqual(['c1']);
  expect(await repository.getMessage('a1')).toEqual(whole);
});

test('one that still streamed when its tab was reloaded is interrupted, with its text', async () => {
  const { repository, tab, putBack } = await outdated();
  await tab.saveMessage(answer({ text: 'Half and more' }), 'relaxed').catch(() => {});
  await putBack();
  expect(await repository.getMessage('a1')).toMatchObject({
    text: 'Half and more',
    status: 'interrupted',
    interruption: 'closed',
  });
});

test('what is being written when the page is left is kept as it is then, and what is written is not', async () => {
  const { repository, session, putBack } = await outdated();
  const hangs = { ...repository, saveMessage: () => new Promise<never>(() => {}) };
  const growing = answer({ text: 'Half and more' });
  const [leaving, staying] = [hangs, repository].map((each) => keepingUnsaved(each, session));
  await staying?.saveMessage(answer({ text: 'Half an' }), 'relaxed');
  staying?.keepUnwritten();
  expect(session.values.size).toBe(0);
  void leaving?.saveMessage(growing, 'relaxed');
  Object.assign(growing, { text: 'Half and the rest', status: 'done', finishReason: 'stop' });
  leaving?.keepUnwritten();
  expect(await putBack()).toEqual(['c1']);
  expect(await repository.getMessage('a1')).toEqual(growing);
});

test('what went on since, or was deleted, stays as it is', async () => {
  const { repository, tab, putBack } = await outdated();
  await tab.saveMessage(answer({ text: 'Half and more' }), 'relaxed').catch(() => {});
  await repository.saveMessage(answer({ text: 'Another end', status: 'done' }), 'strict');
  expect(await putBack()).toEqual([]);
  expect(await repository.getMessage('a1')).toMatchObject({ text: 'Another end' });
  await repository.removeConversations(['c1']);
  expect(await putBack()).toEqual([]);
  expect(await repository.getMessage('a1')).toBeUndefined();
});

test('only what a newer version keeps from being written is kept, and what is broken is left alone', async () => {
  const { session, tab, repository } = await outdated('full');
  await tab.saveMessage(answer(), 'relaxed').catch(() => {});
  expect(session.values.size).toBe(0);
  expect(await putBackUnsaved('{"a1":{"text":1}', repository)).toEqual([]);
  expect(await putBackUnsaved('{"a1":{"text":1}}', repository)).toEqual([]);
});
