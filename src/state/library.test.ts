import { createRoot, createEffect } from 'solid-js';
import { expect, test } from 'vitest';
import type { LibraryEntry, LibraryRepository, Preset, Prompt } from '../core/library/types';
import { openLibrary } from './library';
import { linkedTabs, settle } from './testing/fakes';

const prompt: Prompt = { kind: 'prompt', id: 'b', createdAt: 1, title: 'Sum up', text: 'Sum up' };
const preset: Preset = { kind: 'preset', id: 'a', createdAt: 1, name: 'Precise' };

function fakeLibrary(): LibraryRepository & { fails: boolean } {
  const entries = new Map<string, LibraryEntry>();
  const repository = {
    fails: false,
    async list() {
      if (repository.fails) throw new Error('no disk');
      return structuredClone([...entries.values()]);
    },
    async save(entry: LibraryEntry) {
      if (repository.fails) throw new Error('no disk');
      entries.set(entry.id, structuredClone(entry));
    },
    remove: async (id: string) => void entries.delete(id),
  };
  return repository;
}

test('what one tab saves and removes is seen in the other, and Undo brings it back', async () => {
  const repository = fakeLibrary();
  const tab = linkedTabs();
  const [here, there] = await Promise.all([
    openLibrary({ repository, tabs: tab() }),
    openLibrary({ repository, tabs: tab() }),
  ]);
  const seen: string[][] = [];
  createRoot(() =>
    createEffect(() => void seen.push([...there.prompts, ...there.presets].map(({ id }) => id))),
  );
  await here.save(preset);
  await here.save(prompt);
  await settle();
  expect(there.prompts).toEqual([prompt]);
  expect(there.preset('a')).toEqual(preset);
  const undo = await here.remove('a');
  await settle();
  expect(there.preset('a')).toBeUndefined();
  await undo();
  await settle();
  expect(here.presets).toEqual([preset]);
  expect(seen.at(-1)).toEqual(['b', 'a']);
});

test('an entry that is saved again takes its own place', async () => {
  const library = await openLibrary({ repository: fakeLibrary(), tabs: linkedTabs()() });
  await library.save(prompt);
  await library.save({ ...prompt, id: 'c', title: 'Another' });
  await library.save({ ...prompt, title: 'A summary' });
  expect(library.prompts.map(({ title }) => title)).toEqual(['A summary', 'Another']);
});

test('what cannot be stored is not shown as stored, and what cannot be read is said', async () => {
  const repository = fakeLibrary();
  const library = await openLibrary({ repository, tabs: linkedTabs()() });
  repository.fails = true;
  await expect(library.save(prompt)).rejects.toThrow('no disk');
  expect(library.prompts).toEqual([]);
  await expect(openLibrary({ repository, tabs: linkedTabs()() })).rejects.toThrow('no disk');
});
