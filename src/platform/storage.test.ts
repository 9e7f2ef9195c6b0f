import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { migrations } from './schema';
import { createSetAside } from './set-aside';
import { openStorage } from './storage';
import { openFresh } from './testing/database';
import { provider } from './testing/records';

const setAside = createSetAside();

test('what was saved is there when the page is opened again', async () => {
  const factory = new IDBFactory();
  const first = await openStorage({ factory, setAside });
  await first.providers.save(provider('p1'));
  const second = await openStorage({ factory, setAside });
  expect(second).toMatchObject({ persistent: true });
  expect((await second.providers.load()).providers).toEqual([provider('p1')]);
});

test('without storage everything works in memory, and the app is told so', async () => {
  const storage = await openStorage({ factory: undefined, setAside });
  expect(storage).toMatchObject({
    persistent: false,
    problem: expect.stringMatching(/no storage/),
  });
  await storage.providers.save(provider('p1'));
  expect((await storage.providers.load()).providers).toEqual([provider('p1')]);
});

test('data of a newer Patchbay is left alone, in words', async () => {
  const factory = new IDBFactory();
  (await openFresh({ factory, migrations: [...migrations, vi.fn()] })).close();
  const storage = await openStorage({ factory, setAside });
  expect(storage).toMatchObject({ persistent: false, problem: expect.stringMatching(/newer/) });
});
