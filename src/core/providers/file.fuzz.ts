import fc from 'fast-check';
import { fuzz, mutated } from '../../lib/testing/fuzz';
import { decode } from './codec';
import { encode } from './encode';
import { applyMerge, planMerge } from './merge';
import { newProvider } from './new-provider';
import type { ProviderSetup } from './repository';

const KEY = 'sk-stored-and-never-lost';
const first = newProvider({
  ...{ id: 'p0', existing: [], now: 1, label: 'OpenAI-Compatible' },
  ...{ baseUrl: 'http://localhost:1234/v1', apiKey: KEY },
});
const second = newProvider({
  ...{ id: 'p1', existing: [first], now: 2, label: 'Work' },
  ...{ baseUrl: 'https://api.example/v1', apiKey: KEY },
});
const stored: ProviderSetup = {
  providers: [first, second],
  remainder: {
    entries: { ollama: { name: 'ollama', host: 'x' } },
    extra: { planning_model: 'big' },
  },
  orchestrationModel: 'one',
  summarizeModel: '',
};

const json = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      0,
      -1,
      1e300,
      null,
      [],
      {},
      'openai-compatible',
      'http://localhost:1234/v1',
      'javascript:alert(1)',
    ),
  },
);
const field = fc.constantFrom(
  ...[
    'name',
    'label',
    'api_key',
    'base_url',
    'models',
    'rate_limit',
    'headers',
    'key_header',
    'id',
    'provider',
  ],
  ...[
    'context_window',
    'max_output_tokens',
    'reasoning_effort',
    '__proto__',
    'constructor',
    'toString',
  ],
);
const entry = fc.dictionary(field, json, { maxKeys: 8, noNullPrototype: true });
const ours = fc.tuple(entry, fc.boolean()).map(([fields, isOurs]) => ({
  ...(isOurs ? { name: 'openai-compatible', base_url: 'http://localhost:1234/v1' } : {}),
  ...fields,
}));
const key = fc.oneof(
  fc.constantFrom('openai-compatible', 'work', 'ollama', '__proto__', 'constructor', ''),
  fc.string({ maxLength: 6 }),
);
const file = fc
  .record(
    {
      providers: fc.oneof(fc.dictionary(key, ours, { maxKeys: 4, noNullPrototype: true }), json),
      orchestration_model: json,
      summarize_model: json,
      extra: fc.dictionary(fc.string({ maxLength: 6 }), json, {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    },
    { requiredKeys: [] },
  )
  .map(({ extra = {}, ...rest }) => JSON.stringify({ ...extra, ...rest }, null, 2));
const own = fc.constant(encode(stored, { includeKeys: false, models: () => [] }));
const scraps = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  'null',
  '1e999',
  '"__proto__":{"a":1},',
  '[[[[[[',
  '//',
  '\uFEFF',
  'NaN',
  '"api_key":"",',
];

/** Whoever is stored stays stored, with the key as long as the address has its origin. */
function losesNothing(before: ProviderSetup, after: ProviderSetup): void {
  for (const provider of before.providers) {
    const kept = after.providers.find(({ id }) => id === provider.id);
    if (!kept) throw new Error(`${provider.label} is gone`);
    if (
      new URL(kept.baseUrl).origin === new URL(provider.baseUrl).origin
        ? !kept.apiKey
        : kept.apiKey === KEY
    ) {
      throw new Error(`the key of ${provider.label}: ${kept.baseUrl} has ${kept.apiKey}`);
    }
  }
  for (const name of Object.keys(before.remainder.entries)) {
    if (!Object.hasOwn(after.remainder.entries, name)) throw new Error(`the entry ${name} is gone`);
  }
  if (Object.hasOwn(Object.prototype, 'a'))
    throw new Error('the prototype of all objects was changed');
}

fuzz('providers.json: a file is read or refused in words, and takes nothing that is stored', {
  what: 'files',
  runs: 12_000,
  cases: fc.oneof(file, mutated(fc.oneof(file, own), scraps), own),
  check(text) {
    const result = decode(text);
    if (!result.ok) {
      if (result.problems.length === 0 || result.problems.some(({ message }) => !message))
        throw new Error('refused without a word');
      return;
    }
    let count = 0;
    const plan = planMerge(stored, result.file);
    const after = applyMerge(plan, stored, { newId: () => `n${count++}`, now: 9 });
    losesNothing(stored, after);
    const again = decode(
      encode(after, { includeKeys: true, models: ({ fileModels }) => fileModels }),
    );
    if (!again.ok) throw new Error(`not to be read again: ${JSON.stringify(again.problems)}`);
  },
});
