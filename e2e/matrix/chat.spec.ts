import { expect } from '@playwright/test';
import type { Cause } from '../../src/core/doctor/types';
import { addProvider, doctor } from '../provider-pages';
import {
  type Answer,
  fail,
  RESET,
  type RecordedRequest,
  reply,
  type ScriptedOptions,
} from '../servers/scripted';
import type { Arrange } from './cells';
import { test, type PageKind } from './fixtures';

/*
 * Servers that show their models and refuse the message: what the doctor says beside it. The browser hides most of them behind
 * the same failure.
 */
interface ChatCell {
  name: string;
  arrange: (tools: Pick<Arrange, 'system' | 'scripted'>) => Promise<{ url: string }>;
  key?: string;
  cause: Cause;
  kinds?: PageKind[];
}

const BOTH: PageKind[] = ['loopback', 'public, granted'];

const scripted =
  (options: ScriptedOptions): ChatCell['arrange'] =>
  ({ scripted: serve }) =>
    serve(options);

/** The list is for everyone to read, the preflight of a message passes, and this comes of the message. */
const refusing = (message: () => Answer | typeof RESET): ChatCell['arrange'] =>
  scripted({ respond: (request) => respond(request, message) });

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type',
};

function respond(
  { method }: RecordedRequest,
  message: () => Answer | typeof RESET,
): Answer | typeof RESET {
  if (method === 'OPTIONS') return { status: 204, headers: CORS, body: '' };
  return method === 'GET' ? reply(200, { data: [{ id: 'alpha' }] }, CORS) : message();
}

const cells: ChatCell[] = [
  {
    name: 'preflight refused',
    arrange: scripted({ cors: 'no-preflight' }),
    cause: 'cors-preflight',
  },
  { name: '403', arrange: scripted({ chat: fail(403, 'not for you') }), cause: 'forbidden' },
  { name: '402', arrange: scripted({ chat: fail(402, 'no balance') }), cause: 'payment' },
  { name: '500', arrange: scripted({ chat: fail(500, 'out of memory') }), cause: 'server-error' },
  {
    name: '500 outside CORS',
    arrange: refusing(() => ({ status: 500, headers: {}, body: 'Internal Server Error' })),
    cause: 'server-error',
  },
  { name: 'reset', arrange: refusing(() => RESET), cause: 'server-error' },
  {
    name: 'no chat route',
    arrange: scripted({ chat: reply(404, { detail: 'Not Found' }) }),
    cause: 'wrong-path',
  },
  {
    name: 'a public list, but a key for messages: TGI',
    arrange: ({ system }) => system('tgi', { key: 'sk-right' }),
    cause: 'unauthorized',
  },
  {
    name: 'a public list, but the wrong key for messages: OpenRouter',
    arrange: ({ system }) => system('openrouter', { key: 'sk-right' }),
    key: 'sk-wrong',
    cause: 'unauthorized',
  },
  {
    name: '503 while a model loads: LocalAI',
    arrange: ({ system }) => system('localai', { loading: true }),
    cause: 'loading',
    // Its guard refuses messages of other sites before that.
    kinds: ['loopback'],
  },
  {
    name: 'the guard against forged requests: LocalAI',
    arrange: ({ system }) => system('localai'),
    cause: 'forbidden',
    kinds: ['public, granted'],
  },
];

for (const { name, arrange, key, cause, kinds = BOTH } of cells) {
  for (const kind of kinds) {
    test(`message · ${kind} · ${name}: ${cause}`, async ({ openPage, serve, serveSystem }) => {
      const { url } = await arrange({ system: serveSystem, scripted: serve });
      const page = await openPage(kind);
      const home = page.url().split('#')[0] ?? '';
      await addProvider(page, home, url, key);
      await page.goto(`${home}#/`);
      await page.getByRole('textbox', { name: /Message/ }).fill('Hi');
      await page.getByRole('button', { name: 'Send' }).click();
      const answer = page.getByRole('article', { name: 'Assistant' });
      await expect(answer).toHaveAttribute('data-status', 'failed');
      await answer.getByRole('button', { name: 'Find out why' }).click();
      await expect(doctor(page)).toHaveAttribute('data-cause', cause);
    });
  }
}
