import { describe, expect, test } from 'vitest';
import { decode } from './codec';
import { encode, type EncodeOptions } from './encode';
import { newProvider } from './new-provider';
import type { ProviderSetup } from './repository';
import type { Provider } from './types';

function provider(fields: Partial<Provider> = {}, existing: Provider[] = []): Provider {
  const baseUrl = 'http://localhost:1234/v1';
  const made = newProvider({ id: `p${existing.length}`, baseUrl, apiKey: '', existing, now: 0 });
  return { ...made, ...fields };
}

function setup(providers: Provider[], more: Partial<ProviderSetup> = {}): ProviderSetup {
  const remainder = { entries: {}, extra: {} };
  return { providers, remainder, orchestrationModel: '', summarizeModel: '', ...more };
}

const options: EncodeOptions = { includeKeys: true, models: (one) => one.fileModels };

function parsed(given: ProviderSetup, more: Partial<EncodeOptions> = {}): unknown {
  return JSON.parse(encode(given, { ...options, ...more }));
}

describe('one provider', () => {
  test('exports exactly the shape that other programs read, in its order', () => {
    const text = encode(setup([provider({ label: 'LM Studio', preset: 'lm-studio' })]), options);
    expect(text).toBe(`{
  "providers": {
    "openai-compatible": {
      "name": "openai-compatible",
      "api_key": "",
      "base_url": "http://localhost:1234/v1",
      "models": []
    }
  },
  "orchestration_model": "",
  "summarize_model": ""
}
`);
  });

  test('has the key openai-compatible, also when it was a further one before', () => {
    const fileModels = [{ id: 'm', contextWindow: 4096 }];
    expect(parsed(setup([provider({ key: 'gpu-box', fileModels })]))).toMatchObject({
      providers: {
        'openai-compatible': {
          models: [{ id: 'm', name: 'm', provider: 'openai-compatible', context_window: 4096 }],
        },
      },
    });
  });

  test('keeps unknown keys after the known ones', () => {
    const one = provider({
      rateLimit: { minIntervalMs: 5 },
      extra: { color: 'red', rate_limit: { burst: 2 } },
      fileModels: [{ id: 'm', name: 'M', extra: { vision: true } }],
    });
    const remainder = { entries: { groq: { name: 'groq' } }, extra: { planning_model: 'p' } };
    const text = encode(setup([one], { remainder, orchestrationModel: 'm' }), options);
    expect(JSON.stringify(JSON.parse(text))).toBe(
      '{"providers":{"openai-compatible":{"name":"openai-compatible","api_key":"","base_url":"http://localhost:1234/v1",' +
        '"models":[{"id":"m","name":"M","provider":"openai-compatible","vision":true}],' +
        '"rate_limit":{"min_interval_ms":5,"burst":2},"color":"red"},"groq":{"name":"groq"}},' +
        '"orchestration_model":"m","summarize_model":"","planning_model":"p"}',
    );
  });
});

describe('several providers', () => {
  const first = provider({ label: 'LM Studio' });
  const second = provider({ key: 'gpu-box', label: 'GPU box', fileModels: [{ id: 'm' }] }, [first]);

  test('the first keeps openai-compatible, further ones have their slug, the name and a label', () => {
    expect(parsed(setup([first, second]))).toMatchObject({
      providers: {
        'openai-compatible': { name: 'openai-compatible', label: 'LM Studio' },
        'gpu-box': {
          name: 'openai-compatible',
          label: 'GPU box',
          models: [{ id: 'm', provider: 'gpu-box' }],
        },
      },
    });
  });

  test('any one exports alone in the shape of one, without the rest of the file', () => {
    const remainder = { entries: { groq: {} }, extra: { theme: 'dark' } };
    const defaults = { orchestrationModel: 'm', summarizeModel: 'other' };
    const listing = provider({ id: 'q', fileModels: [{ id: 'other' }] });
    const whole = setup([listing, second], { remainder, ...defaults });
    expect(parsed(whole, { only: second.id })).toEqual({
      providers: {
        'openai-compatible': {
          ...{ name: 'openai-compatible', api_key: '', base_url: 'http://localhost:1234/v1' },
          models: [{ id: 'm', name: 'm', provider: 'openai-compatible' }],
        },
      },
      orchestration_model: 'm',
      summarize_model: '',
    });
  });

  test('two of one address and label, or with the key of an entry of another kind, import again', () => {
    const twins = [
      first,
      provider({ key: 'groq', label: 'LM Studio' }),
      provider({ key: 'constructor' }),
    ];
    const text = encode(setup(twins, { remainder: { entries: { groq: 1 }, extra: {} } }), options);
    const decoded = decode(text.replace('"constructor"', '"third"'));
    expect(decoded).toMatchObject({
      file: {
        entries: [
          { key: 'openai-compatible', label: 'LM Studio' },
          { key: 'lm-studio', label: 'LM Studio 2' },
          { key: 'third' },
        ],
        others: [{ key: 'groq', value: 1 }],
      },
    });
  });
});

test('the demo and a default model that only it lists are never exported', () => {
  const demo = provider({ id: 'demo', key: 'demo', demo: true, fileModels: [{ id: 'tour' }] });
  expect(
    parsed(setup([demo], { orchestrationModel: 'tour', summarizeModel: 'elsewhere' })),
  ).toEqual({
    providers: {},
    orchestration_model: '',
    summarize_model: 'elsewhere',
  });
});

describe('without "Include API keys" no secret leaves', () => {
  const secret = 'S3CRET';
  const leaky = setup(
    [
      provider({
        apiKey: secret,
        extra: {
          headers: { Authorization: `Bearer ${secret}`, 'X-Title': 'kept' },
          apiKey: secret,
        },
        fileModels: [{ id: 'm', extra: { api_key: secret, eos_token: 'kept' } }],
      }),
    ],
    {
      remainder: {
        entries: {
          token: { name: 'groq', api_key: secret, base_url: `https://u:${secret}@api.example/v1` },
          other: {
            custom_headers: { 'x-api-key': secret, 'X-Team': 'kept', 'X-Odd': `Bearer ${secret}` },
            nested: [{ api_key: { main: secret, others: [secret] }, client_secret: secret }],
            url: `https://api.example/v1?key=${secret}&x=kept`,
            max_tokens: 5,
          },
        },
        extra: { api_key: secret, search: { password: secret, token: 12345 } },
      },
    },
  );

  test('at any depth, also of other kinds and unknown keys', () => {
    const text = encode(leaky, { ...options, includeKeys: false });
    expect(text).not.toContain(secret);
    expect(text).not.toContain('12345');
    expect(text.match(/kept/g)).toHaveLength(4);
    expect(JSON.parse(text)).toMatchObject({
      providers: {
        token: { name: 'groq', api_key: '', base_url: 'https://api.example/v1' },
        other: { custom_headers: { 'x-api-key': '', 'X-Team': 'kept' }, max_tokens: 5 },
      },
    });
  });

  test('and with it every one does', () => {
    expect(encode(leaky, options).match(new RegExp(secret, 'g'))).toHaveLength(14);
  });
});

test('stored unknown keys cannot replace known ones', () => {
  const extra = { api_key: 'leak', name: 'x', rate_limit: { min_interval_ms: 'x' } };
  const remainder = { entries: {}, extra: { providers: [] } };
  expect(parsed(setup([provider({ extra })], { remainder }))).toMatchObject({
    providers: { 'openai-compatible': { name: 'openai-compatible', api_key: '' } },
  });
});
