import { expect, test } from 'vitest';
import { composeLinked } from './compose-linked';
import { judgeLink, linkBase, type LinkSides } from './judge-link';
import type { ProviderSetup } from './repository';
import type { Provider } from './types';

const tools = { newId: () => 'new', now: 7 };
const alpha = { id: 'alpha', name: 'alpha' };

function provider(change: Partial<Provider> = {}): Provider {
  return {
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
  };
}

function setupOf(...providers: Provider[]): ProviderSetup {
  const remainder = { entries: {}, extra: {} };
  return { providers, remainder, orchestrationModel: '', summarizeModel: '' };
}

const entry = (more: object = {}) => ({
  name: 'openai-compatible',
  api_key: '',
  base_url: 'http://one.test/v1',
  models: [],
  ...more,
});
const fileOf = (providers: object, more: object = {}) =>
  JSON.stringify({ providers, orchestration_model: '', summarize_model: '', ...more });

function sidesOf(
  setup: ProviderSetup,
  fileText: string,
  change: Partial<LinkSides> = {},
): LinkSides {
  return { setup, fileText, base: undefined, includeKeys: false, models: () => [], ...change };
}

/** Both sides once they are in step, and what each may become. */
function inStep(change: Partial<LinkSides> = {}) {
  const setup = setupOf(provider());
  const sides = sidesOf(setup, composeLinked(setup, '', sidesOf(setup, '', change)), change);
  return { ...sides, base: linkBase(sides) };
}

test('a new file gets everything, keys only if that was chosen', () => {
  const plain = judgeLink(sidesOf(setupOf(provider()), ''), tools);
  expect(plain).toMatchObject({ kind: 'write' });
  expect(JSON.stringify(plain)).not.toContain('sk-here');
  const open = judgeLink(sidesOf(setupOf(provider()), '', { includeKeys: true }), tools);
  expect(JSON.stringify(open)).toContain('sk-here');
});

test('in step, nothing is done; spaces in the file are no change', () => {
  const sides = inStep();
  expect(judgeLink(sides, tools)).toEqual({ kind: 'nothing' });
  const spaced = JSON.stringify(JSON.parse(sides.fileText), null, 8);
  expect(judgeLink({ ...sides, fileText: spaced }, tools)).toEqual({ kind: 'nothing' });
});

test('a change here is written; what a server tells by itself is too', () => {
  const sides = inStep();
  const renamed = { ...sides, setup: setupOf(provider({ baseUrl: 'http://one.test/v2' })) };
  expect(judgeLink(renamed, tools)).toMatchObject({
    kind: 'write',
    text: expect.stringContaining('/v2') as string,
  });
  expect(judgeLink({ ...sides, models: () => [alpha] }, tools)).toMatchObject({
    kind: 'write',
    text: expect.stringContaining('alpha') as string,
  });
});

test('a change there comes here by the plan of an import, and clears no key', () => {
  const fileText = fileOf({
    'openai-compatible': entry({ rate_limit: { requests_per_minute: 5 } }),
  });
  const step = judgeLink({ ...inStep(), fileText }, tools);
  expect(step).toMatchObject({ kind: 'merge', changes: 1, thenWrite: false });
  const { setup } = step as Extract<typeof step, { kind: 'merge' }>;
  expect(setup.providers).toMatchObject([
    { apiKey: 'sk-here', rateLimit: { requestsPerMinute: 5 } },
  ]);
});

test('a server that tells its models meanwhile is no conflict', () => {
  const fileText = fileOf({
    'openai-compatible': entry({ rate_limit: { requests_per_minute: 5 } }),
  });
  const step = judgeLink({ ...inStep(), fileText, models: () => [alpha] }, tools);
  expect(step).toMatchObject({ kind: 'merge' });
});

test('both changed: somebody has to choose, whatever the change', () => {
  const fileText = fileOf({
    'openai-compatible': entry({ rate_limit: { requests_per_minute: 5 } }),
  });
  for (const change of [{ apiKey: 'sk-new' }, { overrides: { alpha: { contextWindow: 9 } } }]) {
    const setup = setupOf(provider(change));
    expect(judgeLink({ ...inStep(), setup, fileText }, tools)).toMatchObject({
      kind: 'ask',
      why: 'both',
    });
  }
});

test('both changed to the same is no conflict', () => {
  const setup = setupOf(provider({ rateLimit: { requestsPerMinute: 5 } }));
  const fileText = fileOf({
    'openai-compatible': entry({ rate_limit: { requests_per_minute: 5 } }),
  });
  expect(judgeLink({ ...inStep(), setup, fileText }, tools)).toEqual({ kind: 'nothing' });
});

test('a file that would move a provider away from its key asks first', () => {
  const labels = { label: 'OpenAI-Compatible' };
  const moved = entry({ base_url: 'https://elsewhere.test/v1', ...labels });
  const step = judgeLink({ ...inStep(), fileText: fileOf({ 'openai-compatible': moved }) }, tools);
  expect(step).toMatchObject({ kind: 'ask', why: 'key' });
});

test('a broken file is told by its JSON path, at the first look and later', () => {
  const fileText = fileOf({ 'openai-compatible': entry({ base_url: 7 }) });
  const path = '$.providers["openai-compatible"].base_url';
  for (const base of [undefined, inStep().base]) {
    const step = judgeLink({ ...inStep(), base, fileText }, tools);
    expect(step).toMatchObject({ kind: 'broken', problems: [{ path }] });
  }
  expect(judgeLink({ ...inStep(), fileText: '' }, tools)).toMatchObject({ kind: 'broken' });
});

test('the first look joins what only adds, and asks where a value would be overwritten', () => {
  const second = entry({ base_url: 'http://two.test/v1', label: 'Two' });
  const adds = sidesOf(setupOf(provider()), fileOf({ two: second }));
  expect(judgeLink(adds, tools)).toMatchObject({ kind: 'merge', thenWrite: true });
  const differs = fileOf({ 'openai-compatible': entry({ api_key: 'sk-there' }) });
  expect(judgeLink(sidesOf(setupOf(provider()), differs), tools)).toMatchObject({
    kind: 'ask',
    why: 'differ',
  });
});

test('keys of the file, unknown keys and entries of other kinds survive a write', () => {
  const anthropic = { name: 'anthropic', api_key: 'sk-ant', base_url: 'https://a.test' };
  const fileText = fileOf(
    { 'openai-compatible': entry({ api_key: 'sk-file' }), anthropic },
    { safety_model: 'guard', theme: { color: 1 } },
  );
  const setup = setupOf(
    provider(),
    provider({ id: 'p2', key: 'two', label: 'Two', baseUrl: 'http://two.test/v1' }),
  );
  const text = composeLinked(setup, fileText, { includeKeys: false, models: () => [] });
  expect(JSON.parse(text)).toMatchObject({
    providers: {
      'openai-compatible': { api_key: 'sk-file' },
      two: { api_key: '', base_url: 'http://two.test/v1' },
      anthropic,
    },
    safety_model: 'guard',
    theme: { color: 1 },
  });
});

test('a key of the file does not follow an address to another origin', () => {
  const fileText = fileOf({ 'openai-compatible': entry({ api_key: 'sk-file' }) });
  const setup = setupOf(provider({ baseUrl: 'https://elsewhere.test/v1' }));
  const text = composeLinked(setup, fileText, { includeKeys: false, models: () => [] });
  expect(text).not.toContain('sk-file');
});
