import { expect, test, vi } from 'vitest';
import { createFileStore, createFolderStore, restoreHandle } from './picked-store';
import { fakeDirectory } from './testing/fake-directory';

const value = <T>() => {
  let kept: T | undefined;
  return { load: async () => kept, save: async (next: T | undefined) => void (kept = next) };
};

/** As Chromium answers it. */
function withPermission(handle: FileSystemDirectoryHandle, state: PermissionState) {
  const queryPermission = vi.fn(async () => state);
  const requestPermission = vi.fn(async () => 'granted');
  return Object.assign(handle, { queryPermission, requestPermission });
}

test('what cannot be picked in a browser is absent', () => {
  expect(createFolderStore({}, value())).toBeUndefined();
  expect(createFileStore({}, value())).toBeUndefined();
  expect(createFileStore({ showOpenFilePicker: async () => [] }, value())).toBeUndefined();
});

test('a folder is asked for writing, kept when it is wanted, and forgotten', async () => {
  const handle = withPermission(fakeDirectory().handle, 'prompt');
  const store = createFolderStore({ showDirectoryPicker: async () => handle }, value());
  const folder = await store?.pick();
  expect(folder?.name).toBe('backups');
  expect(await folder?.permission()).toBe('prompt');
  expect(await folder?.ask()).toBe('granted');
  expect(handle.queryPermission).toHaveBeenCalledWith({ mode: 'readwrite' });
  expect(handle.requestPermission).toHaveBeenCalledWith({ mode: 'readwrite' });
  expect(await store?.load()).toBeUndefined();
  await store?.keep(folder);
  expect((await store?.load())?.name).toBe('backups');
  await store?.keep(undefined);
  expect(await store?.load()).toBeUndefined();
});

test('a dismissed chooser is no failure, a refused folder is one', async () => {
  const throwing = (name: string) => async () => {
    throw new DOMException('no', name);
  };
  const dismissed = createFolderStore({ showDirectoryPicker: throwing('AbortError') }, value());
  expect(await dismissed?.pick()).toBeUndefined();
  const refused = createFolderStore({ showDirectoryPicker: throwing('SecurityError') }, value());
  await expect(refused?.pick()).rejects.toThrow('no');
});

test('a file is opened or made, and written as a whole', async () => {
  const { files, handle } = fakeDirectory();
  files.set('old.json', '{}');
  const store = createFileStore(
    {
      showOpenFilePicker: async () => [await handle.getFileHandle('old.json')],
      showSaveFilePicker: async () => handle.getFileHandle('new.json', { create: true }),
    },
    value(),
  );
  const opened = await store?.pick('open');
  expect([opened?.name, await opened?.read(), await opened?.bytes()]).toEqual([
    'old.json',
    '{}',
    2,
  ]);
  const created = await store?.pick('create');
  expect(created?.name).toBe('new.json');
  expect(await created?.read()).toBe('');
});

test('only a handle of the right kind is taken out of the store', () => {
  const { handle } = fakeDirectory();
  expect(restoreHandle('directory')(handle)).toBe(handle);
  for (const stored of [undefined, null, 7, 'directory', {}, { kind: 'file' }]) {
    expect(restoreHandle('directory')(stored)).toBeUndefined();
  }
});
