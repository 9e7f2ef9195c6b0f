import type { Cause } from '../../src/core/doctor/types';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fail, reply, RESET, type ScriptedOptions, type ScriptedServer } from '../servers/scripted';
import type { ProfileOptions, SystemName } from '../servers/profiles';
import { closedPort } from '../servers/closed-port';
import { selfSigned } from './self-signed.mjs';

/** What is typed into the form. */
export interface Target {
  url: string;
  key?: string;
}

export interface Arrange {
  system: (name: SystemName, options?: ProfileOptions) => Promise<ScriptedServer>;
  scripted: (options?: ScriptedOptions) => Promise<ScriptedServer>;
  /** Something to be closed after the test. */
  later: (close: () => Promise<unknown>) => void;
}

export interface Cell {
  name: string;
  arrange: (tools: Arrange) => Promise<Target>;
  /** What Connect says on a page that nothing but CORS keeps from the server; `ok` is a provider that was saved. */
  cause: Cause;
  /** On a public page that may reach local servers, where that is another. */
  publicCause?: Cause;
  /** Asked in Firefox too. */
  firefox?: boolean;
  /** One of the few that `npm test` asks. */
  short?: boolean;
}

const KEY = 'sk-right';

const system =
  (name: SystemName, options: ProfileOptions = {}, key = '', path = '') =>
  async ({ system: serve }: Arrange): Promise<Target> => {
    const server = await serve(name, options);
    return { url: path ? server.origin + path : server.url, key };
  };

const scripted =
  (options: ScriptedOptions, key = '') =>
  async ({ scripted: serve }: Arrange): Promise<Target> => ({
    url: (await serve(options)).url,
    key,
  });

/** A server of which every answer lacks CORS but that of these paths. */
const answers = (status: number, message: string): ((tools: Arrange) => Promise<Target>) =>
  scripted({ models: fail(status, message) });

const NOT_JSON = reply(200, '<!doctype html><title>Router</title><p>Sign in');

/** Systems that a page anywhere may read as installed, each with what else its answers are like. */
const open: Cell[] = (
  [
    'localai',
    'tgi',
    'textGenerationWebui',
    'fastchat',
    'aphrodite',
    'litellm',
    'llamacppRouter',
  ] as const
).map((name) => ({ name: `CORS on: ${name}`, arrange: system(name), cause: 'ok' }));

/** Clouds, each with its own path. */
const clouds: Cell[] = (
  ['openai', 'openrouter', 'together', 'groq', 'mistral', 'deepseek', 'fireworks'] as const
).map((name) => ({
  name: `with a key: ${name}`,
  arrange: system(name, { key: KEY }, KEY),
  cause: 'ok',
}));

export const cells: Cell[] = [
  ...open,
  ...clouds,
  { name: 'CORS on: llama.cpp', arrange: system('llamacpp'), cause: 'ok', firefox: true },
  {
    name: 'CORS on, with a key: llama.cpp',
    arrange: system('llamacpp', { key: KEY }, KEY),
    cause: 'ok',
    short: true,
  },
  {
    name: 'CORS opened, with a key: vLLM',
    arrange: system('vllm', { key: KEY, origins: ['*'] }, KEY),
    cause: 'ok',
  },
  { name: 'CORS opened: LM Studio', arrange: system('lmstudio', { origins: ['*'] }), cause: 'ok' },
  {
    name: 'open to local pages: Ollama',
    arrange: system('ollama'),
    cause: 'ok',
    publicCause: 'cors',
  },
  {
    name: 'open to local pages: llama.cpp with tools',
    arrange: system('llamacppWithTools'),
    cause: 'ok',
    publicCause: 'cors',
  },
  { name: 'CORS off: vLLM', arrange: system('vllm'), cause: 'cors', firefox: true },
  { name: 'CORS off, with a key: vLLM', arrange: system('vllm', { key: KEY }, KEY), cause: 'cors' },
  { name: 'CORS off: LM Studio', arrange: system('lmstudio'), cause: 'cors', short: true },
  { name: 'CORS off: transformers', arrange: system('transformers'), cause: 'cors' },
  {
    name: 'preflight refused for a key: TGI',
    arrange: system('tgi', { key: KEY }, KEY),
    cause: 'cors-preflight',
    short: true,
  },
  {
    name: 'preflight asked for the key: LocalAI',
    arrange: system('localai', { key: KEY }, KEY),
    cause: 'cors-preflight',
  },
  {
    name: 'preflight refused',
    arrange: scripted({ cors: 'no-preflight' }, KEY),
    cause: 'cors-preflight',
  },
  { name: 'closed port', arrange: nothingThere, cause: 'unreachable', firefox: true },
  {
    name: 'wrong path: llama.cpp',
    arrange: system('llamacpp', {}, '', '/api/wrong/v1'),
    cause: 'wrong-path',
  },
  {
    name: 'wrong path: vLLM',
    arrange: system('vllm', { origins: ['*'] }, '', '/wrong/v1'),
    cause: 'wrong-path',
  },
  {
    name: 'wrong path, answered by a 200: LM Studio',
    arrange: system('lmstudio', { origins: ['*'] }, '', '/wrong/v1'),
    cause: 'wrong-path',
  },
  {
    name: '401 readable: llama.cpp',
    arrange: system('llamacpp', { key: KEY }, 'sk-wrong'),
    cause: 'unauthorized',
    firefox: true,
  },
  {
    name: '401 readable, no key: llama.cpp',
    arrange: system('llamacpp', { key: KEY }),
    cause: 'unauthorized',
  },
  {
    name: '401 without words: FastChat',
    arrange: system('fastchat', { key: KEY }, 'sk-wrong'),
    cause: 'unauthorized',
  },
  {
    name: '401 readable: text-generation-webui',
    arrange: system('textGenerationWebui', { key: KEY }, 'sk-wrong'),
    cause: 'unauthorized',
  },
  {
    name: '401 for no key: LiteLLM',
    arrange: system('litellm', { key: KEY }),
    cause: 'unauthorized',
  },
  {
    name: 'a wrong key refused by a 400: LiteLLM',
    arrange: system('litellm', { key: KEY }, 'sk-wrong'),
    cause: 'unauthorized',
  },
  {
    name: 'a wrong key: DeepSeek, which calls its JSON something else',
    arrange: system('deepseek', { key: KEY }, 'sk-wrong'),
    cause: 'unauthorized',
  },
  {
    name: '401 outside CORS: vLLM',
    arrange: system('vllm', { key: KEY, origins: ['*'] }, 'sk-wrong'),
    cause: 'unauthorized',
    short: true,
    firefox: true,
  },
  {
    name: '401 outside CORS, no key: vLLM',
    arrange: system('vllm', { key: KEY, origins: ['*'] }),
    cause: 'unauthorized',
  },
  {
    name: '401 outside CORS: Aphrodite',
    arrange: system('aphrodite', { key: KEY }, 'sk-wrong'),
    cause: 'unauthorized',
  },
  { name: 'HTML instead of JSON', arrange: scripted({ models: NOT_JSON }), cause: 'not-openai' },
  {
    name: 'another shape of JSON',
    arrange: scripted({ models: reply(200, { hello: 1 }) }),
    cause: 'not-openai',
  },
  { name: '500', arrange: answers(500, 'out of memory'), cause: 'server-error' },
  {
    name: '503 while a model loads: llama.cpp',
    arrange: system('llamacpp', { loading: true }),
    cause: 'loading',
  },
  { name: '402', arrange: answers(402, 'Insufficient Balance'), cause: 'payment' },
  { name: '403', arrange: answers(403, 'not in your country'), cause: 'forbidden' },
  { name: '429', arrange: answers(429, 'slow down'), cause: 'rate-limited' },
  { name: 'empty list', arrange: scripted({ models: [] }), cause: 'no-models' },
  {
    name: 'null for a list, as Ollama without a model',
    arrange: scripted({ models: reply(200, { object: 'list', data: null }) }),
    cause: 'no-models',
  },
  {
    name: 'empty list: transformers',
    arrange: system('transformers', { origins: ['*'] }),
    cause: 'no-models',
    short: true,
  },
  { name: 'redirect', arrange: redirect, cause: 'redirected' },
  { name: 'a connection that is cut', arrange: cutOff, cause: 'unreachable' },
  { name: 'a certificate that nobody signed', arrange: badCertificate, cause: 'certificate' },
];

/** Where nothing listens as long as the test goes. */
export async function nothingThere({ later }: Pick<Arrange, 'later'>): Promise<Target> {
  const { port, release } = await closedPort();
  later(release);
  return { url: `http://127.0.0.1:${port}/v1` };
}

async function redirect({ scripted: serve }: Arrange): Promise<Target> {
  const target = await serve();
  const server = await serve({ models: reply(302, '', { Location: `${target.url}/models` }) });
  return { url: server.url };
}

async function cutOff({ scripted: serve }: Arrange): Promise<Target> {
  return { url: (await serve({ respond: () => RESET })).url };
}

async function badCertificate({ later }: Arrange): Promise<Target> {
  const server: Server = createServer(selfSigned(), (_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  later(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${String(port)}/v1` };
}
