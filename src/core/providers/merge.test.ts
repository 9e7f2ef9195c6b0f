import { describe, expect, test } from 'vitest';
import { decode, type DecodedFile } from './codec';
import { encode } from './encode';
import { applyMerge, planMerge, setRow, type MergePlan } from './merge';
import { newProvider } from './new-provider';
import type { ProviderSetup } from './repository';
import { resolveModel } from './resolve-model';
import type { Provider } from './types';

const empty: ProviderSetup = {
  providers: [],
  remainder: { entries: {}, extra: {} },
  orchestrationModel: '',
  summarizeModel: '',
};

function provider(fields: Partial<Provider> = {}): Provider {
  const given = { id: 'first', baseUrl: 'http://localhost:1234/v1', apiKey: 'sk-stored' };
  return { ...newProvider({ ...given, existing: [], now: 1 }), ...fields };
}

function fileOf(value: unknown): DecodedFile {
  const decoded = decode(JSON.stringify(value));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return decoded.file;
}

function entryFile(fields: object = {}, key = 'openai-compatible', rest: object = {}): DecodedFile {
  const entry = { name: 'openai-compatible', api_key: '', base_url: 'http://localhost:1234/v1' };
  return fileOf({ providers: { [key]: { ...entry, models: [], ...fields } }, ...rest });
}

function apply(plan: MergePlan, current: ProviderSetup): ProviderSetup {
  let count = 0;
  return applyMerge(plan, current, { newId: () => `new${(count += 1)}`, now: 10 });
}

const one: ProviderSetup = { ...empty, providers: [provider()] };

describe('an entry that nothing matches', () => {
  test('is added with its key, models and unknown keys', () => {
    const file = entryFile(
      { models: [{ id: 'm', context_window: 8192 }], color: 'red' },
      'gpu-box',
    );
    const plan = planMerge(empty, file);
    expect(plan.rows).toMatchObject([{ kind: 'added', title: 'gpu-box', selected: true }]);
    expect(apply(plan, empty).providers).toEqual([
      {
        ...{ id: 'new1', key: 'gpu-box', label: 'gpu-box', baseUrl: 'http://localhost:1234/v1' },
        ...{ apiKey: '', fileModels: [{ id: 'm', contextWindow: 8192 }], addedModels: [] },
        ...{ overrides: {}, extra: { color: 'red' }, createdAt: 10 },
      },
    ]);
  });

  test('comes after those that are there, in the order of the file', () => {
    const file = fileOf({
      providers: {
        b: { name: 'openai-compatible', base_url: 'http://b.lan' },
        a: { name: 'openai-compatible', base_url: 'http://a.lan' },
      },
    });
    const { providers } = apply(planMerge(one, file), one);
    expect(providers.map(({ key, createdAt }) => [key, createdAt])).toEqual([
      ['openai-compatible', 1],
      ['b', 10],
      ['a', 11],
    ]);
  });

  test('gets another key when an entry of another kind has it', () => {
    const current = { ...empty, remainder: { entries: { groq: { name: 'groq' } }, extra: {} } };
    const file = entryFile({ label: 'Groq' }, 'groq');
    const { providers, remainder } = apply(planMerge(current, file), current);
    expect(providers[0]?.key).toBe('groq-2');
    expect(remainder.entries).toEqual({ groq: { name: 'groq' } });
  });
});

describe('who is meant', () => {
  test('the same key and address', () => {
    expect(planMerge(one, entryFile()).rows).toMatchObject([
      { kind: 'same', providerId: 'first', selected: false },
    ]);
  });

  test('the same address and label under another key', () => {
    const file = entryFile({ label: 'OpenAI-Compatible', base_url: 'localhost:1234' }, 'elsewhere');
    expect(planMerge(one, file).rows).toMatchObject([{ kind: 'same', providerId: 'first' }]);
  });

  test('the same address with another label is another provider', () => {
    expect(planMerge(one, entryFile({ label: 'Mine' }, 'mine')).rows).toMatchObject([
      { kind: 'added' },
    ]);
  });

  test('the same key with another address', () => {
    expect(planMerge(one, entryFile({ base_url: 'http://b.lan/v1' })).rows).toMatchObject([
      { kind: 'changed', providerId: 'first' },
    ]);
  });

  test('an address that another provider has already goes before the key', () => {
    const second = provider({ id: 'second', key: 'box', label: 'Box', baseUrl: 'http://b.lan/v1' });
    const current = { ...empty, providers: [provider(), second] };
    expect(planMerge(current, entryFile({ base_url: 'http://b.lan/v1' })).rows).toMatchObject([
      { kind: 'same', providerId: 'second' },
    ]);
  });

  test('never the demo', () => {
    const current = { ...empty, providers: [provider({ demo: true })] };
    expect(planMerge(current, entryFile()).rows).toMatchObject([{ kind: 'added' }]);
  });
});

describe('a change, field by field', () => {
  test('names what was and what will be, never a key', () => {
    const file = entryFile({
      ...{ label: 'Desk', api_key: 'sk-incoming', color: 'red' },
      ...{ models: [{ id: 'm', context_window: 4096 }], rate_limit: { min_interval_ms: 9 } },
      headers: { Authorization: 'Bearer sk-incoming' },
    });
    const plan = planMerge(one, file);
    expect(plan.rows[0]?.fields).toEqual([
      { name: 'api_key', from: 'set', to: 'replaced' },
      { name: 'headers.Authorization', from: 'not set', to: 'set' },
      { name: 'label', from: 'OpenAI-Compatible', to: 'Desk' },
      { name: 'models', from: '0', to: '1' },
      { name: 'models["m"].name', from: '', to: 'm' },
      { name: 'models["m"].context_window', from: '', to: '4096' },
      { name: 'rate_limit.min_interval_ms', from: '', to: '9' },
      { name: 'color', from: '', to: 'red' },
    ]);
    expect(apply(plan, one).providers[0]).toMatchObject({
      ...{ id: 'first', key: 'openai-compatible', label: 'Desk', apiKey: 'sk-incoming' },
      ...{ fileModels: [{ id: 'm', contextWindow: 4096 }], rateLimit: { minIntervalMs: 9 } },
    });
  });

  test.each([{ api_key: '' }, { api_key: undefined }, { api_key: null }])(
    'an absent or empty api_key never clears a stored key: %j',
    (fields) => {
      const plan = planMerge(one, entryFile({ ...fields, color: 'red' }));
      expect(apply(plan, one).providers[0]).toMatchObject({ apiKey: 'sk-stored' });
    },
  );

  test('an address of another origin drops the key and the list, and says so', () => {
    const listed = { models: [{ id: 'old' }], at: 3 };
    const extra = { headers: { 'x-api-key': 'h-stored', 'X-Team': 'blue' } };
    const current = { ...empty, providers: [provider({ listed, extra })] };
    const plan = planMerge(current, entryFile({ base_url: 'https://b.example/v1' }));
    expect(plan.rows[0]).toMatchObject({ kind: 'changed', keyDropped: true });
    expect(plan.rows[0]?.fields[0]).toEqual({ name: 'api_key', from: 'set', to: 'removed' });
    const [moved] = apply(plan, current).providers;
    expect(moved).toMatchObject({ apiKey: '', baseUrl: 'https://b.example/v1' });
    expect(moved?.extra).toEqual({ headers: { 'x-api-key': '', 'X-Team': 'blue' } });
    expect(moved).not.toHaveProperty('listed');
  });

  test('another path of the same origin keeps the key', () => {
    const plan = planMerge(one, entryFile({ base_url: 'http://localhost:1234/api/v1' }));
    expect(plan.rows[0]).toMatchObject({ keyDropped: false });
    expect(apply(plan, one).providers[0]).toMatchObject({ apiKey: 'sk-stored' });
  });

  test('models: [] keeps what an earlier file told', () => {
    const current = { ...empty, providers: [provider({ fileModels: [{ id: 'm' }] })] };
    expect(planMerge(current, entryFile()).rows).toMatchObject([{ kind: 'same' }]);
  });

  test('one’s own export is no change, though its models came from the server', () => {
    const models = () => [{ id: 'm', name: 'm', contextWindow: 4096 }];
    const decoded = decode(encode(one, { includeKeys: false, models }));
    if (!decoded.ok) throw new Error('broken');
    const plan = planMerge(one, decoded.file, models);
    expect(plan.rows).toMatchObject([{ kind: 'same' }]);
    expect(apply(setRow(plan, 0, 'take'), one)).toEqual(one);
  });

  test('an emptied secret clears none, also under rate_limit and in a model', () => {
    const extra = { headers: { 'x-api-key': 'h' }, rate_limit: { token: 't' } };
    const fileModels = [{ id: 'm', extra: { api_key: 'k' } }];
    const current = { ...empty, providers: [provider({ extra, fileModels })] };
    const file = entryFile({
      ...{ headers: { 'x-api-key': '' }, rate_limit: { token: '', burst: 1 } },
      models: [{ id: 'm', api_key: '', size: 1 }],
    });
    expect(apply(planMerge(current, file), current).providers[0]).toMatchObject({
      extra: { headers: { 'x-api-key': 'h' }, rate_limit: { token: 't', burst: 1 } },
      fileModels: [{ id: 'm', extra: { api_key: 'k', size: 1 } }],
    });
  });

  test('unknown keys that only the stored provider has stay', () => {
    const extra = { color: 'red', rate_limit: { burst: 2 } };
    const current = { ...empty, providers: [provider({ extra })] };
    const file = entryFile({ size: 5, rate_limit: { refill: 1 } });
    expect(apply(planMerge(current, file), current).providers[0]?.extra).toEqual({
      ...{ color: 'red', size: 5, rate_limit: { burst: 2, refill: 1 } },
    });
  });
});

describe('entries of other kinds', () => {
  const groq = { name: 'groq', api_key: 'gsk', base_url: 'https://api.groq.com/openai/v1' };
  const file = fileOf({ providers: { groq, google: { name: 'google', api_key: 'g' } } });

  test('are kept, not used, with the offer to use one that has a base_url', () => {
    const plan = planMerge(empty, file);
    expect(plan.rows).toMatchObject([
      { kind: 'kept', title: 'groq', canUse: true, use: false, selected: true },
      { kind: 'kept', title: 'google', canUse: false },
    ]);
    const { providers, remainder } = apply(plan, empty);
    expect(providers).toEqual([]);
    expect(remainder.entries).toEqual({ groq, google: { name: 'google', api_key: 'g' } });
  });

  test('used as OpenAI-compatible, one becomes a provider beside the entry', () => {
    const plan = setRow(planMerge(empty, file), 0, 'use');
    const { providers, remainder } = apply(plan, empty);
    expect(providers).toMatchObject([{ key: 'groq-2', label: 'groq', apiKey: 'gsk' }]);
    expect(remainder.entries['groq']).toEqual(groq);
  });

  test('one without a base_url, or with the address of a provider, is not offered', () => {
    const current = { ...empty, providers: [provider({ baseUrl: groq.base_url })] };
    expect(planMerge(current, file).rows).toMatchObject([{ canUse: false }, { canUse: false }]);
    expect(setRow(planMerge(current, file), 0, 'use')).toEqual(planMerge(current, file));
  });

  test('an emptied key does not clear the stored one, unless the address moved', () => {
    const current = { ...empty, remainder: { entries: { groq }, extra: {} } };
    const emptied = fileOf({ providers: { groq: { ...groq, api_key: '', model: 'x' } } });
    expect(apply(planMerge(current, emptied), current).remainder.entries['groq']).toEqual({
      ...groq,
      model: 'x',
    });
    const moved = fileOf({
      providers: { groq: { api_key: '', base_url: 'https://evil.example' } },
    });
    expect(apply(planMerge(current, moved), current).remainder.entries['groq']).toMatchObject({
      api_key: '',
    });
  });
});

describe('the rest of the file', () => {
  test('default models are rows of their own; an empty one says nothing', () => {
    const current = { ...one, orchestrationModel: 'a', summarizeModel: 'b' };
    const file = entryFile({}, 'openai-compatible', {
      orchestration_model: 'c',
      summarize_model: '',
    });
    const plan = planMerge(current, file);
    expect(plan.rows.slice(1)).toMatchObject([
      {
        kind: 'changed',
        title: 'orchestration_model',
        fields: [{ name: 'orchestration_model', from: 'a', to: 'c' }],
      },
    ]);
    expect(apply(plan, current)).toMatchObject({ orchestrationModel: 'c', summarizeModel: 'b' });
  });

  test('unknown top-level keys are kept; an empty one clears nothing', () => {
    const current = {
      ...empty,
      remainder: { entries: {}, extra: { planning_model: 'p', api_key: 'k' } },
    };
    const file = fileOf({ providers: {}, planning_model: '', api_key: '', theme: { dark: true } });
    const plan = planMerge(current, file);
    expect(plan.rows.map(({ kind, title }) => [kind, title])).toEqual([
      ['kept', 'planning_model'],
      ['kept', 'api_key'],
      ['kept', 'theme'],
    ]);
    expect(apply(plan, current).remainder.extra).toEqual({
      ...{ planning_model: 'p', api_key: 'k', theme: { dark: true } },
    });
  });

  test('no key is shown in a plan’s words', () => {
    const plan = planMerge(empty, fileOf({ providers: {}, api_key: 'sk-1', x: { token: 'sk-2' } }));
    expect(JSON.stringify(plan.rows.map((row) => row.fields))).not.toMatch(/sk-/);
  });
});

describe('the person’s choice', () => {
  const file = entryFile({ base_url: 'http://b.lan/v1', api_key: 'sk-b' }, 'openai-compatible', {
    x: 1,
  });

  test('a skipped row changes nothing', () => {
    const plan = setRow(setRow(planMerge(one, file), 0, 'skip'), 1, 'skip');
    expect(apply(plan, one)).toEqual(one);
    expect(apply(setRow(plan, 1, 'take'), one).remainder.extra).toEqual({ x: 1 });
  });

  test('a change can become a further provider instead', () => {
    const plan = setRow(planMerge(one, file), 0, 'add');
    expect(plan.rows[0]).toMatchObject({ kind: 'added', fields: [], keyDropped: false });
    const { providers } = apply(plan, one);
    expect(providers).toMatchObject([
      { key: 'openai-compatible', baseUrl: 'http://localhost:1234/v1', apiKey: 'sk-stored' },
      { key: 'openai-compatible-2', baseUrl: 'http://b.lan/v1', apiKey: 'sk-b' },
    ]);
  });

  test('planning and applying leave what they are given as it is', () => {
    const before = JSON.stringify([one, file]);
    apply(planMerge(one, file), one);
    expect(JSON.stringify([one, file])).toBe(before);
  });

  test('what exists only here stays untouched', () => {
    const local = provider({ id: 'local', key: 'local', label: 'Local', baseUrl: 'http://c.lan' });
    const current = { ...empty, providers: [provider(), local] };
    expect(apply(planMerge(current, file), current).providers[1]).toBe(local);
  });
});

test('a bare model id means the first provider that lists it', () => {
  const providers = [provider({ id: 'a' }), provider({ id: 'b' }), provider({ id: 'c' })];
  const modelsOf = ({ id }: Provider) => (id === 'a' ? [] : [{ id: 'm' }]);
  expect(resolveModel(providers, modelsOf, 'm')).toEqual({ providerId: 'b', modelId: 'm' });
  expect(resolveModel(providers, modelsOf, 'other')).toBeUndefined();
  expect(resolveModel(providers, () => [{ id: '' }], '')).toBeUndefined();
});
