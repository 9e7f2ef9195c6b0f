import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../lib/json';
import type { FileModel } from '../models/types';
import { decode, type DecodedFile } from './codec';
import { encode } from './encode';
import { applyMerge, planMerge } from './merge';
import { freeKey } from './file-key';
import { newProvider } from './new-provider';
import type { ProviderSetup } from './repository';
import type { Provider } from './types';

const empty: ProviderSetup = {
  providers: [],
  remainder: { entries: {}, extra: {} },
  orchestrationModel: '',
  summarizeModel: '',
};

const known = [
  ...[
    'name',
    'label',
    'api_key',
    'base_url',
    'models',
    'rate_limit',
    'providers',
    'provider',
    'id',
  ],
  ...[
    'description',
    'context_window',
    'max_output_tokens',
    'reasoning_effort',
    'requests_per_minute',
  ],
  ...['min_interval_ms', 'tokens_per_minute', 'orchestration_model', 'summarize_model'],
  ...['key_header', 'headers'],
  ...['openai-compatible', 'constructor', 'prototype', '__proto__'],
];
const name = fc.oneof(
  fc.constantFrom(
    'color',
    'planning_model',
    'http_headers',
    'api_keys',
    '0',
    '17',
    'a.b',
    'ключ',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const unknownKey = name.filter((key) => !known.includes(key));
/** As a file would hold it: no -0, no `__proto__`, nothing too deep. */
const json = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => !JSON.stringify(value).includes('__proto__'))
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
const unknown: fc.Arbitrary<JsonObject> = fc.dictionary(unknownKey, json, {
  maxKeys: 4,
  noNullPrototype: true,
});
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const tokens = fc.integer({ min: 1, max: 2 ** 40 });
const partial = { requiredKeys: [] };

function optional<T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> {
  return fc.option(value).map((given) => (given === null ? {} : { [key]: given }));
}

const someUnknown = unknown.map((extra) => (Object.keys(extra).length > 0 ? { extra } : {}));

const fileModel = fc
  .tuple(
    fc.record({ id: text }),
    fc.record({ name: text, description: text, reasoningEffort: text }, partial),
    fc.record({ contextWindow: tokens, maxOutputTokens: tokens }, partial),
    someUnknown,
  )
  .map((parts) => Object.assign({}, ...parts) as FileModel)
  .filter((model) => model.name !== model.id);

const rateLimit = fc
  .record({ requestsPerMinute: tokens, minIntervalMs: tokens, tokensPerMinute: tokens }, partial)
  .filter((limit) => Object.keys(limit).length > 0);

const baseUrl = fc.constantFrom(
  ...['http://localhost:1234/v1', 'http://localhost:8080', 'https://api.example/openai/v1'],
  ...['http://192.168.1.9:8000/v1', 'https://xn--mnchen-3ya.example/v2', 'http://[::1]:5000/v1'],
);
const headerText = fc.stringMatching(/^[A-Za-z0-9._-]{0,12}$/);

const headers = fc.dictionary(
  fc.stringMatching(/^X-[A-Za-z]{1,6}$/),
  fc.stringMatching(/^[!-~]([ -~]{0,12}[!-~])?$/),
  { minKeys: 1, maxKeys: 3, noNullPrototype: true },
);

const providerFields = fc
  .tuple(
    fc.record({
      baseUrl,
      apiKey: headerText,
      label: text.filter((label) => label.trim() === label && label !== ''),
    }),
    fc.record({
      fileModels: fc.uniqueArray(fileModel, { maxLength: 3, selector: (model) => model.id }),
    }),
    optional('rateLimit', rateLimit),
    optional('keyHeader', fc.constant('x-api-key')),
    optional('headers', headers),
    someUnknown,
  )
  .map(
    (parts) =>
      Object.assign({}, ...parts) as Partial<Provider> &
        Pick<Provider, 'baseUrl' | 'apiKey' | 'label'>,
  );

const setup = fc
  .record({
    rows: fc.uniqueArray(providerFields, {
      maxLength: 4,
      selector: (row) => `${row.baseUrl} ${row.label}`,
    }),
    entries: unknown,
    extra: unknown,
    defaults: fc.record({ orchestrationModel: fc.string(), summarizeModel: fc.string() }),
  })
  .map(({ rows, entries, extra, defaults }): ProviderSetup => {
    const providers: Provider[] = [];
    for (const row of rows) {
      const made = newProvider({
        ...row,
        id: `p${providers.length}`,
        existing: providers,
        now: providers.length,
      });
      const isTaken = Object.hasOwn(entries, made.key);
      const key = isTaken
        ? freeKey(row.label, [...providers.map((one) => one.key), ...Object.keys(entries)])
        : made.key;
      providers.push({ ...made, ...row, key });
    }
    // One provider exports without a label: that is the shape that other programs read.
    if (providers.length === 1) providers[0]!.label = 'OpenAI-Compatible';
    const others = Object.entries(entries).filter(([, value]) => !isOurs(value));
    return { providers, remainder: { entries: Object.fromEntries(others), extra }, ...defaults };
  });

function isOurs(value: JsonValue): boolean {
  return JSON.stringify(value).includes('openai-compatible');
}

const options = { includeKeys: true, models: (provider: Provider) => provider.fileModels };

function decoded(fileText: string): DecodedFile {
  const result = decode(fileText);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.file;
}

function imported(fileText: string, current = empty): ProviderSetup {
  let count = 0;
  const plan = planMerge(current, decoded(fileText));
  return applyMerge(plan, current, { newId: () => `p${count++}`, now: 0 });
}

test('import ∘ export loses nothing, unknown keys included', () => {
  fc.assert(
    fc.property(setup, (original) => {
      const exported = encode(original, options);
      const again = imported(exported);
      expect(again).toEqual(original);
      expect(encode(again, options)).toBe(exported);
    }),
    { numRuns: 150 },
  );
});

test('an export without keys holds no header’s value, and imports as none', () => {
  fc.assert(
    fc.property(setup, (original) => {
      const file = encode(original, { ...options, includeKeys: false });
      const { providers } = JSON.parse(file) as { providers: Record<string, { headers?: object }> };
      const ours = original.providers.flatMap(({ key }) => providers[key] ?? []);
      const values = ours.flatMap(({ headers: sent = {} }) => Object.values(sent));
      expect(values.filter(Boolean)).toEqual([]);
      expect(imported(file).providers.filter((provider) => provider.headers)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test('an export into the profile that it came from plans no change to a provider', () => {
  fc.assert(
    fc.property(setup, fc.boolean(), (original, includeKeys) => {
      const plan = planMerge(original, decoded(encode(original, { ...options, includeKeys })));
      const kinds = plan.rows.filter((row) => row.subject === 'provider').map((row) => row.kind);
      expect(kinds).toEqual(original.providers.map(() => 'same'));
    }),
    { numRuns: 100 },
  );
});

test('an export without keys, imported where it came from, clears no secret', () => {
  fc.assert(
    fc.property(setup, (original) => {
      const again = imported(encode(original, { ...options, includeKeys: false }), original);
      expect(again).toEqual(original);
    }),
    { numRuns: 100 },
  );
});

const wireEntry = fc
  .tuple(
    fc.record({ base_url: baseUrl }),
    fc.record(
      { name: fc.constant('openai-compatible'), api_key: headerText, models: fc.constant([]) },
      partial,
    ),
    unknown,
  )
  .map((parts) => Object.assign({}, ...parts) as JsonObject);

const document = fc
  .record({
    ours: wireEntry,
    others: unknown,
    limits: unknown,
    model: unknown,
    rest: unknown,
  })
  .map(({ ours, others, limits, model, rest }) => {
    const models = [{ id: 'm', ...model }];
    const entry = { ...ours, models, rate_limit: { requests_per_minute: 5, ...limits } };
    return { ...rest, providers: { ...others, 'openai-compatible': entry } };
  });

test('any document that is accepted comes out with every unknown key and other entry as it was', () => {
  fc.assert(
    fc.property(document, (given) => {
      fc.pre(decode(JSON.stringify(given)).ok);
      const out = JSON.parse(encode(imported(JSON.stringify(given)), options)) as unknown;
      expect(out).toMatchObject(given);
    }),
    { numRuns: 150 },
  );
});
