import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, maxFileBytes, tooLarge, type Decoded, type DecodedFile } from './codec';

function entry(fields: object = {}): object {
  return {
    name: 'openai-compatible',
    api_key: '',
    base_url: 'http://localhost:1234/v1',
    models: [],
    ...fields,
  };
}

function decodeValue(value: unknown): Decoded {
  return decode(JSON.stringify(value));
}

function fileOf(value: unknown): DecodedFile {
  const decoded = decodeValue(value);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return decoded.file;
}

function problemsOf(decoded: Decoded): { path: string; message: string }[] {
  return decoded.ok ? [] : decoded.problems;
}

const ours = '$.providers["openai-compatible"]';

describe('what is understood', () => {
  test('the file of another installation', () => {
    const text = `{
      "providers": {
        "openai-compatible": { "name": "openai-compatible", "api_key": "sk-1", "base_url": "https://vllm.example/v1/", "models": [] }
      },
      "orchestration_model": "qwen", "summarize_model": ""
    }`;
    expect(decode(text)).toMatchObject({
      ok: true,
      file: {
        entries: [
          {
            key: 'openai-compatible',
            apiKey: 'sk-1',
            baseUrl: 'https://vllm.example/v1',
            models: [],
          },
        ],
        others: [],
        orchestrationModel: 'qwen',
        summarizeModel: '',
        extra: {},
      },
      warnings: [{ path: `${ours}.base_url`, message: 'Taken off the address: trailing slash.' }],
    });
  });

  test('an entry is ours by its key or by its name', () => {
    const { entries, others } = fileOf({
      providers: {
        'openai-compatible': { base_url: 'http://a.lan' },
        'gpu-box': { name: 'openai-compatible', base_url: 'http://b.lan' },
        groq: { name: 'groq', api_key: 'gsk', models: 'anything at all' },
      },
    });
    expect(entries.map(({ key, baseUrl }) => [key, baseUrl])).toEqual([
      ['openai-compatible', 'http://a.lan'],
      ['gpu-box', 'http://b.lan'],
    ]);
    expect(others).toEqual([
      {
        key: 'groq',
        path: '$.providers.groq',
        value: { name: 'groq', api_key: 'gsk', models: 'anything at all' },
      },
    ]);
  });

  test('an entry of another kind with a base_url can be used, the rest of it stays', () => {
    const value = {
      name: 'groq',
      api_key: 'gsk',
      base_url: 'https://api.groq.com/openai/v1',
      models: ['x'],
    };
    expect(fileOf({ providers: { groq: value } }).others[0]).toMatchObject({
      value,
      usable: {
        label: 'groq',
        baseUrl: 'https://api.groq.com/openai/v1',
        apiKey: 'gsk',
        models: [],
      },
    });
  });

  test.each([
    { base_url: 'http://localhost:1234/v1' },
    { name: 'openai-compatible', base_url: 'localhost:1234/v1' },
  ])('a bare provider object imports too', (bare) => {
    const file = fileOf({ ...bare, orchestration_model: 'm', color: 'red' });
    expect(file).toMatchObject({
      entries: [
        { key: 'openai-compatible', baseUrl: 'http://localhost:1234/v1', extra: { color: 'red' } },
      ],
      orchestrationModel: 'm',
      extra: {},
    });
  });

  test('our entry without the map around it imports too', () => {
    expect(fileOf({ 'openai-compatible': entry(), theme: 'dark' })).toMatchObject({
      entries: [{ key: 'openai-compatible', path: '$["openai-compatible"]' }],
      extra: { theme: 'dark' },
    });
  });

  test('unknown keys are kept at every level', () => {
    const file = fileOf({
      providers: {
        'openai-compatible': entry({
          color: 'red',
          models: [{ id: 'm', vision: true, context_window: 4096 }],
          rate_limit: { requests_per_minute: 60, burst: 3 },
        }),
      },
      planning_model: 'p',
      safety_model: 's',
    });
    expect(file.extra).toEqual({ planning_model: 'p', safety_model: 's' });
    expect(file.entries[0]).toMatchObject({
      models: [{ id: 'm', contextWindow: 4096, extra: { vision: true } }],
      rateLimit: { requestsPerMinute: 60 },
      extra: { color: 'red', rate_limit: { burst: 3 } },
    });
  });

  test('every known field of a model and of a rate limit is read', () => {
    const model = {
      ...{ id: 'm', name: 'M', provider: 'x', description: 'd', context_window: 8192 },
      ...{ max_output_tokens: 4096, reasoning_effort: 'high' },
    };
    const rate_limit = { requests_per_minute: 60, min_interval_ms: 250, tokens_per_minute: 9000 };
    const [decoded] = fileOf({
      providers: { 'openai-compatible': entry({ models: [model], rate_limit }) },
    }).entries;
    expect(decoded?.models).toEqual([
      {
        ...{ id: 'm', name: 'M', description: 'd', contextWindow: 8192 },
        ...{ maxOutputTokens: 4096, reasoningEffort: 'high' },
      },
    ]);
    expect(decoded?.rateLimit).toEqual({
      ...{ requestsPerMinute: 60, minIntervalMs: 250, tokensPerMinute: 9000 },
    });
  });

  test('null and 0 mean that the other program does not know', () => {
    const models = [{ id: 'm', name: null, context_window: 0, max_output_tokens: null }];
    const fields = { api_key: null, label: null, rate_limit: null, models };
    const [decoded] = fileOf({ providers: { 'openai-compatible': entry(fields) } }).entries;
    expect(decoded).toMatchObject({ apiKey: '', models: [{ id: 'm' }] });
    expect(
      fileOf({ providers: { 'openai-compatible': entry({ models: null }) } }).entries[0]?.models,
    ).toEqual([]);
  });

  test('a key with what copying puts around it is cleaned, with a warning', () => {
    const decoded = decodeValue({
      providers: { 'openai-compatible': entry({ api_key: ' Bearer sk-1 ' }) },
    });
    expect(decoded).toMatchObject({
      file: { entries: [{ apiKey: 'sk-1' }] },
      warnings: [{ path: `${ours}.api_key`, message: 'Taken off the API key: spaces, Bearer.' }],
    });
  });
});

describe('what is broken gets a problem with its path', () => {
  const inOurs = (fields: object): unknown => ({
    providers: { 'openai-compatible': entry(fields) },
  });

  test.each<[string, unknown, string, RegExp]>([
    ['a list', [entry()], '$', /holds a list/],
    ['a text', 'providers', '$', /holds text/],
    ['null', null, '$', /holds null/],
    ['providers as a list', { providers: [entry()] }, '$.providers', /must be an object.*a list/],
    ['providers as text', { providers: 'x' }, '$.providers', /must be an object.*text/],
    ['our entry as text', { providers: { 'openai-compatible': 'x' } }, ours, /"openai-compatible"/],
    [
      'our entry as a list',
      { providers: { 'openai-compatible': [] } },
      ours,
      /must be an object.*a list/,
    ],
    ['no base_url', inOurs({ base_url: undefined }), `${ours}.base_url`, /base_url is missing/],
    ['an empty base_url', inOurs({ base_url: '' }), `${ours}.base_url`, /base_url is empty/],
    ['base_url null', inOurs({ base_url: null }), `${ours}.base_url`, /it is null/],
    ['base_url a number', inOurs({ base_url: 1234 }), `${ours}.base_url`, /the number 1234/],
    ['base_url not http(s)', inOurs({ base_url: 'ftp://x/v1' }), `${ours}.base_url`, /“ftp:”/],
    [
      'base_url with a password',
      inOurs({ base_url: 'http://a:b@x/v1' }),
      `${ours}.base_url`,
      /password/,
    ],
    ['api_key a number', inOurs({ api_key: 5 }), `${ours}.api_key`, /must be text in quotes/],
    ['api_key unsendable', inOurs({ api_key: 'sk–1' }), `${ours}.api_key`, /Character 3/],
    ['name a number', inOurs({ name: 5 }), `${ours}.name`, /name must be text/],
    [
      'models an object',
      inOurs({ models: {} }),
      `${ours}.models`,
      /models must be a list.*an object/,
    ],
    ['a model as text', inOurs({ models: ['m'] }), `${ours}.models[0]`, /must be an object.*text/],
    ['a model without id', inOurs({ models: [{}] }), `${ours}.models[0].id`, /id is missing/],
    [
      'context_window as text',
      inOurs({ models: [{ id: 'm', context_window: '8k' }] }),
      `${ours}.models[0].context_window`,
      /context_window must be a number, but it is text/,
    ],
    [
      'half a token',
      inOurs({ models: [{ id: 'm', context_window: 0.5 }] }),
      `${ours}.models[0].context_window`,
      /a whole number, but it is the number 0.5/,
    ],
    [
      'fewer than no tokens',
      inOurs({ models: [{ id: 'm', max_output_tokens: -1 }] }),
      `${ours}.models[0].max_output_tokens`,
      /must not be below 0/,
    ],
    [
      'rate_limit as text',
      inOurs({ rate_limit: 'fast' }),
      `${ours}.rate_limit`,
      /must be an object/,
    ],
    [
      'a limit as text',
      inOurs({ rate_limit: { min_interval_ms: '1s' } }),
      `${ours}.rate_limit.min_interval_ms`,
      /must be a number/,
    ],
    [
      'a default model as a list',
      { providers: {}, orchestration_model: ['m'] },
      '$.orchestration_model',
      /must be text in quotes, but it is a list/,
    ],
    [
      'a model listed twice',
      inOurs({ models: [{ id: 'm' }, { id: 'n' }, { id: 'm' }] }),
      `${ours}.models[2].id`,
      /"m" is listed twice/,
    ],
    [
      'a file of another program',
      { compilerOptions: {}, include: [] },
      '$',
      /another program.*"compilerOptions", "include"/,
    ],
    ['an object without keys', {}, '$', /no keys/],
    ['a bare entry without base_url', { name: 'openai-compatible' }, '$.base_url', /is missing/],
  ])('%s', (_, value, path, words) => {
    const [problem] = problemsOf(decodeValue(value));
    expect(problem).toEqual({ path, message: expect.stringMatching(words) as string });
  });

  test('a problem inside an entry names the entry', () => {
    const decoded = decodeValue({ providers: { box: { name: 'openai-compatible' } } });
    expect(problemsOf(decoded)).toEqual([
      { path: '$.providers.box.base_url', message: 'The entry "box": base_url is missing.' },
    ]);
  });

  test.each([
    ['', /empty/],
    [' \n', /empty/],
    ['{"providers": ', /not JSON. Line 1, column 15/],
  ])('text that is no file: %j', (text, words) => {
    expect(problemsOf(decode(text))[0]?.message).toMatch(words);
  });

  test('every problem is told, not only the first', () => {
    const models = [{ id: 1 }, { id: 'm', context_window: 'x' }];
    expect(problemsOf(decodeValue(inOurs({ models }))).map(({ path }) => path)).toEqual([
      `${ours}.models[0].id`,
      `${ours}.models[1].context_window`,
    ]);
  });

  test('a file of 50 MB is refused by its size, unread', () => {
    const [problem] = problemsOf(decode('['.repeat(50_000_000)));
    expect(problem?.message).toBe('The file has 50.0 MB. A providers.json has at most 10 MB.');
    expect(tooLarge(maxFileBytes)).toBeUndefined();
  });

  test('two entries of one address and label', () => {
    const decoded = decodeValue({
      providers: {
        'openai-compatible': entry(),
        twin: entry({ base_url: 'localhost:1234', label: 'OpenAI-Compatible' }),
      },
    });
    expect(problemsOf(decoded)).toEqual([
      {
        path: '$.providers.twin',
        message:
          'The entry "twin" has the same base_url and label as "openai-compatible". Take one out.',
      },
    ]);
  });

  test('a key given twice, where JSON.parse would keep the last', () => {
    const text = `{"providers": {"openai-compatible": ${JSON.stringify(entry())}, "openai-compatible": 1}}`;
    expect(problemsOf(decode(text))).toEqual([
      {
        path: ours,
        message: expect.stringContaining('"openai-compatible" is there twice') as string,
      },
    ]);
  });

  test.each([
    ['{"providers": {"__proto__": {"base_url": "http://x"}}}', '$.providers.__proto__'],
    ['{"__proto__": {}, "providers": {}}', '$.__proto__'],
    [`{"providers": {"groq": {"a": [{"__proto__": 1}]}}}`, '$.providers.groq.a[0].__proto__'],
  ])('__proto__ is refused by name at any depth: %s', (text, path) => {
    expect(problemsOf(decode(text))).toEqual([
      { path, message: expect.stringContaining('"__proto__"') as string },
    ]);
  });

  test.each([
    [{ providers: {}, constructor: 1 }, '$.constructor'],
    [{ providers: { prototype: {} } }, '$.providers.prototype'],
    [inOurs({ constructor: 1 }), `${ours}.constructor`],
    [inOurs({ models: [{ id: 'm', prototype: 1 }] }), `${ours}.models[0].prototype`],
    [inOurs({ rate_limit: { constructor: 1 } }), `${ours}.rate_limit.constructor`],
  ])(
    'constructor and prototype are refused where they would become keys of ours: %j',
    (value, path) => {
      expect(problemsOf(decodeValue(value)).map((problem) => problem.path)).toEqual([path]);
    },
  );

  test('no problem holds an API key', () => {
    const decoded = decodeValue(inOurs({ api_key: 'sk-secret–1', models: {} }));
    expect(JSON.stringify(decoded)).not.toContain('secret');
  });
});

test('decode never throws, and a refusal always has words and a path', () => {
  const near = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .dictionary(
        fc.constantFrom('name', 'base_url', 'models', 'rate_limit', 'label'),
        fc.jsonValue(),
      )
      .map((fields) => JSON.stringify({ providers: { 'openai-compatible': fields } })),
  );
  fc.assert(
    fc.property(near, (text) => {
      const decoded = decode(text);
      if (decoded.ok) return;
      expect(decoded.problems.length).toBeGreaterThan(0);
      for (const { path, message } of decoded.problems) {
        expect(path).toMatch(/^\$/);
        expect(message).not.toBe('');
      }
    }),
    { numRuns: 1000 },
  );
});
