import { createRoot } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { demoProvider } from '../core/demo/demo-provider';
import type { PickedFile } from '../core/backup/picked';
import { encode } from '../core/providers/encode';
import type { LinkRecord } from '../core/providers/link-record';
import { planMerge } from '../core/providers/merge';
import type { ProviderSetup } from '../core/providers/repository';
import type { Provider } from '../core/providers/types';
import { createLinkedFile } from './linked-file';
import { fakeClock, fakeIds, linkedTabs, settle } from './testing/fakes';
import { fakePicked, fakeValue } from './testing/fake-place';

const provider = (change: Partial<Provider> = {}): Provider => ({
  id: 'p1',
  key: 'openai-compatible',
  label: 'OpenAI-Compatible',
  baseUrl: 'http://one.test/v1',
  apiKey: 'sk-here',
  fileModels: [],
  addedModels: [],
  overrides: {},
  createdAt: 1,
  ...change,
});

/** A file on disk, as the handle of a browser gives it. */
function fakeFile(text: string) {
  const disk = { text, changes: 0, gone: false, writes: 0 };
  const reached = <T>(value: T): Promise<T> =>
    disk.gone ? Promise.reject(new DOMException('x', 'NotFoundError')) : Promise.resolve(value);
  const picked = Object.assign(fakePicked('providers.json'), {
    stamp: () => reached(String(disk.changes)),
    bytes: () => reached(disk.text.length),
    read: () => reached(disk.text),
    async write(next: string) {
      await reached(undefined);
      disk.text = next;
      disk.changes += 1;
      disk.writes += 1;
    },
  });
  const edit = (next: string) => {
    disk.text = next;
    disk.changes += 1;
  };
  return { disk, edit, picked };
}

function setUp(text = '') {
  const clock = fakeClock();
  const { disk, edit, picked } = fakeFile(text);
  let setup: ProviderSetup = {
    providers: [provider(), demoProvider()],
    remainder: { entries: {}, extra: {} },
    orchestrationModel: '',
    summarizeModel: '',
  };
  const join = linkedTabs();
  const others = join();
  const notices = { show: vi.fn(), warn: vi.fn(), offer: vi.fn() };
  const record = fakeValue<LinkRecord>({ includeKeys: false });
  let look = (): void => {};
  let kept: PickedFile | undefined;
  const tools = {
    store: {
      load: async () => kept,
      pick: async () => picked,
      async keep(next: PickedFile | undefined) {
        kept = next;
      },
    },
    record,
    providers: {
      ready: Promise.resolve(),
      setup: () => setup,
      async replaceSetup(next: ProviderSetup) {
        setup = next;
        others.publish({ type: 'providers-changed' });
        return { asked: Promise.resolve() };
      },
    },
    models: { of: () => [] },
    newId: fakeIds(),
    clock,
    tabs: join(),
    tryLock: async (_name: string, work: () => Promise<void>) => {
      await work();
      return true;
    },
    attention: (next: () => void) => {
      look = next;
      return () => {};
    },
    notices,
  };
  const change = async (next: Partial<Provider>) => {
    setup = {
      ...setup,
      providers: setup.providers.map((one) => (one.demo ? one : { ...one, ...next })),
    };
    others.publish({ type: 'providers-changed' });
    await settle();
    clock.advance(1_000);
    await settle();
  };
  const linked = createRoot(() => createLinkedFile(tools));
  const poll = async () => {
    look();
    await settle();
  };
  return { linked, tools, disk, edit, picked, record, notices, change, poll, setup: () => setup };
}

const entry = (more: object = {}) => ({
  name: 'openai-compatible',
  api_key: '',
  base_url: 'http://one.test/v1',
  models: [],
  ...more,
});
const fileOf = (more: object) =>
  JSON.stringify({ providers: { 'openai-compatible': entry(more) } });
const limited = { rate_limit: { requests_per_minute: 5 } };

test('a change here is written to the file, without keys unless that was chosen', async () => {
  const { linked, disk, change } = setUp();
  await linked.link('create', false);
  expect(linked.view()).toMatchObject({ kind: 'in-step', name: 'providers.json' });
  await change({ baseUrl: 'http://two.test/v1', apiKey: 'sk-two' });
  expect(disk.text).toContain('http://two.test/v1');
  expect(disk.text).not.toContain('sk-');
  const open = setUp();
  await open.linked.link('create', true);
  expect(open.disk.text).toContain('sk-here');
});

test('a change there comes here, is told, and is not written back', async () => {
  const { linked, disk, edit, poll, setup, notices } = setUp();
  await linked.link('create', false);
  const { writes } = disk;
  edit(fileOf(limited));
  await poll();
  expect(setup().providers[0]).toMatchObject({
    apiKey: 'sk-here',
    rateLimit: { requestsPerMinute: 5 },
  });
  expect(setup().providers.some((one) => one.demo)).toBe(true);
  expect(notices.show).toHaveBeenCalledTimes(1);
  await poll();
  expect(disk.writes).toBe(writes);
  expect(linked.view().kind).toBe('in-step');
});

test('both changed: nothing is overwritten until a person chooses, either way', async () => {
  for (const answer of ['file', 'here'] as const) {
    const { linked, disk, edit, change, poll, setup, notices } = setUp();
    await linked.link('create', false);
    const theirs = fileOf(limited);
    edit(theirs);
    await change({ rateLimit: { requestsPerMinute: 9 } });
    await poll();
    expect(linked.view()).toMatchObject({ kind: 'choice', why: 'both' });
    expect(disk.text).toBe(theirs);
    expect(setup().providers[0]?.rateLimit).toEqual({ requestsPerMinute: 9 });
    expect(notices.warn).toHaveBeenCalledTimes(1);
    const view = linked.view();
    if (view.kind !== 'choice') throw new Error('no choice');
    await linked.settle(answer === 'here' ? 'keep-here' : planMerge(setup(), view.file, () => []));
    const wanted = answer === 'here' ? 9 : 5;
    expect(linked.view().kind).toBe('in-step');
    expect(setup().providers[0]?.rateLimit).toEqual({ requestsPerMinute: wanted });
    expect(JSON.parse(disk.text)).toMatchObject({
      providers: { 'openai-compatible': { rate_limit: { requests_per_minute: wanted } } },
    });
  }
});

test('a file that changed again while a person chose is shown again', async () => {
  const { linked, disk, edit, change, setup } = setUp();
  await linked.link('create', false);
  edit(fileOf(limited));
  await change({ rateLimit: { requestsPerMinute: 9 } });
  const third = fileOf({ rate_limit: { requests_per_minute: 7 } });
  edit(third);
  await linked.settle('keep-here');
  expect(linked.view()).toMatchObject({ kind: 'choice' });
  expect(disk.text).toBe(third);
  expect(setup().providers[0]?.rateLimit).toEqual({ requestsPerMinute: 9 });
});

test('a broken file is told by its path and never overwritten; mended, it goes on', async () => {
  const { linked, disk, edit, poll, change, notices } = setUp();
  await linked.link('create', false);
  const broken = '{"providers":{"openai-compatible":{"base_url":7}}}';
  edit(broken);
  await poll();
  const path = '$.providers["openai-compatible"].base_url';
  expect(linked.view()).toMatchObject({ kind: 'broken', problems: [{ path }] });
  await change({ baseUrl: 'http://two.test/v1' });
  expect(disk.text).toBe(broken);
  expect(notices.warn).toHaveBeenCalledTimes(1);
  edit(fileOf({}));
  await poll();
  expect(linked.view().kind).toBe('choice');
});

test('a file that is gone is told once, nothing is made in its place, and it may come back', async () => {
  const { linked, disk, change, poll, notices } = setUp();
  await linked.link('create', false);
  disk.gone = true;
  await change({ baseUrl: 'http://two.test/v1' });
  await poll();
  expect(linked.view()).toMatchObject({
    kind: 'failed',
    reason: 'The file is gone. Was it moved or deleted?',
  });
  expect(notices.warn).toHaveBeenCalledTimes(1);
  disk.gone = false;
  await poll();
  expect(linked.view().kind).toBe('in-step');
  expect(disk.text).toContain('two.test');
});

test('after a restart the browser is asked again, and what changed on both sides meanwhile is noticed', async () => {
  const { linked, tools, picked, edit } = setUp();
  await linked.link('create', false);
  edit(fileOf(limited));
  picked.state = 'prompt';
  const later = createRoot(() => createLinkedFile(tools));
  await later.open();
  expect(later.view()).toEqual({ kind: 'asks', name: 'providers.json' });
  await later.resume();
  expect(later.view().kind).toBe('in-step');
  expect(tools.providers.setup().providers[0]?.rateLimit).toEqual({ requestsPerMinute: 5 });
});

test('unlinked, neither side follows the other', async () => {
  const { linked, disk, change, edit, setup } = setUp();
  await linked.link('create', false);
  await linked.unlink();
  const before = disk.text;
  await change({ baseUrl: 'http://two.test/v1' });
  expect(disk.text).toBe(before);
  edit(fileOf(limited));
  await linked.check();
  expect(setup().providers[0]?.rateLimit).toBeUndefined();
  expect(linked.view()).toEqual({ kind: 'none' });
});

test('an existing file is joined at once when it only adds', async () => {
  const second = { second: entry({ base_url: 'http://two.test/v1', label: 'Two' }) };
  const kept = { groq: { name: 'groq', api_key: 'sk-groq' } };
  const text = JSON.stringify({ providers: { ...second, ...kept }, theme: 'x' });
  const { linked, disk, setup } = setUp(text);
  await linked.link('open', false);
  expect(setup().providers.map(({ baseUrl }) => baseUrl)).toContain('http://two.test/v1');
  const written = JSON.parse(disk.text) as { providers: object; theme: string };
  expect(Object.keys(written.providers).toSorted()).toEqual([
    'groq',
    'openai-compatible',
    'second',
  ]);
  expect(written).toMatchObject({ theme: 'x', providers: kept });
  expect(encode(setup(), { includeKeys: true, models: () => [] })).toContain('sk-groq');
});
