import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type Answered, ask, type ExchangeName, exchanges, observe, PAGE } from './contract';
import { type ProfileOptions, profiles, serveProfile, type SystemName } from './profiles';
import type { ScriptedServer } from './scripted';

/*
 * Each profile of a system that was recorded answers as the recording does: llama.cpp and vLLM by `curl -i`, FastChat, LiteLLM and
 * transformers by `ask`. What the protocol's tests have is read there, the rest is here.
 */
interface Run {
  recorded: string;
  system: SystemName;
  options: ProfileOptions;
  names: ExchangeName[];
}

const KEY = 'sk-right';
const CALL = { call: { name: 'get_weather', arguments: '{"city": "Paris"}' } };
const PREFLIGHTS: ExchangeName[] = [
  '03-preflight-chat',
  '05-preflight-models',
  '06-preflight-customhdr',
  '07-preflight-origin-null',
  '08-preflight-origin-localhost',
];
const PATHS: ExchangeName[] = [
  '40-404-models-nov1',
  '41-404-v1-nope',
  '43-get-on-chat',
  '45-v1v1',
  '46-models-trailing-slash',
  '47-doubleslash',
  '48-model-by-id',
  '70-get-health',
  '70-get-version',
  '70-get-ping',
  '70-get-api_tags',
];
const KEYS: ExchangeName[] = [
  '30-key-wrong',
  '31-key-none',
  '32-key-none-models',
  '33-key-empty-bearer',
];
const CHATS: ExchangeName[] = [
  '01-models-noorigin',
  '02-models-origin',
  '10-chat-nonstream',
  '11-chat-stream',
  '12-chat-stream-usage',
  '20-unknown-model',
  '21-unknown-model-stream',
  '22-malformed-json',
  '23-missing-messages',
  '25-missing-model',
  '26-overflow',
  '27-overflow-stream',
  '53-temperature-9',
  '54-temperature-neg',
  '60-unknown-field',
];

const runs: Run[] = [
  {
    recorded: 'llamacpp-parrot-chat',
    system: 'llamacpp',
    options: {},
    names: [...CHATS, ...PREFLIGHTS, ...PATHS],
  },
  {
    recorded: 'llamacpp-tiny-apikey',
    system: 'llamacpp',
    options: { key: KEY },
    names: [...KEYS, '70-get-health'],
  },
  {
    recorded: 'llamacpp-parrot-tool',
    system: 'llamacpp',
    options: { says: [{ reasoning: 'I need it.' }, CALL] },
    names: ['13-tools-auto-stream'],
  },
  {
    recorded: 'vllm',
    system: 'vllm',
    options: { key: KEY, says: [{ reasoning: 'I need it.' }, { text: '\n\n' }, CALL] },
    names: [
      '01-models-noorigin',
      '02-models-origin',
      '13-tools-auto-stream',
      ...PREFLIGHTS,
      ...KEYS,
      ...PATHS,
    ],
  },
  {
    recorded: 'vllm-allowed-origin',
    system: 'vllm',
    options: { origins: [PAGE] },
    names: [...CHATS, ...PREFLIGHTS, ...PATHS],
  },
  {
    recorded: 'vllm-allowed-origin',
    system: 'vllm',
    options: { origins: [PAGE], withoutTools: true },
    names: ['13-tools-auto-stream'],
  },
  {
    recorded: 'vllm-star-apikey',
    system: 'vllm',
    options: { key: KEY, origins: ['*'] },
    names: ['03-preflight-chat', '30-key-wrong', '32-key-none-models'],
  },
  {
    recorded: 'fastchat',
    system: 'fastchat',
    options: {},
    names: [...CHATS, ...PREFLIGHTS, ...PATHS],
  },
  { recorded: 'fastchat-key', system: 'fastchat', options: { key: KEY }, names: KEYS },
  {
    recorded: 'litellm',
    system: 'litellm',
    options: { key: KEY },
    names: [...CHATS, ...PREFLIGHTS, ...PATHS, ...KEYS],
  },
  {
    recorded: 'transformers',
    system: 'transformers',
    options: {},
    names: ['01-models-noorigin', '02-models-origin', '03-preflight-chat', '41-404-v1-nope'],
  },
  {
    recorded: 'transformers-cors',
    system: 'transformers',
    options: { origins: ['*'] },
    // It checks no length: a prompt that is too long hangs it for good.
    names: [...CHATS, ...PREFLIGHTS, ...PATHS].filter((name) => !/^2[67]-/.test(name)),
  },
];

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

describe.each(runs)('$system answers as recorded in $recorded', (run) => {
  test.each(run.names)('%s', async (name) => {
    server = await serveProfile(profiles[run.system], run.options);
    const exchange = exchanges('parrot-chat')[name];
    const answered = await ask(server.origin, exchange, run.options.key);
    expect(observe(answered)).toEqual(observe(recorded(run.recorded, name)));
  });
});

const FOLDERS = ['profiles/recordings/', '../../src/protocol/openai/recordings/'];

function recorded(folder: string, name: string): Answered {
  const places = FOLDERS.map((place) => new URL(`${place}${folder}/${name}.txt`, import.meta.url));
  const file = places.find((place) => existsSync(place));
  if (!file) throw new Error(`${folder}/${name} was not recorded`);
  const content = readFileSync(file, 'utf8');
  const split = content.indexOf('\r\n\r\n');
  const [line = '', ...lines] = content.slice(0, split).split('\r\n');
  const headers = lines.map((header) => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  const status = Number(line.split(' ')[1]);
  const received = Object.fromEntries(headers) as Record<string, string>;
  return { status, headers: received, text: content.slice(split + 4) };
}
