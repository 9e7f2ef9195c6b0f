import { expect, test } from 'vitest';
import type { ToolServer } from '../core/tool-servers/types';
import type { Fetch } from '../lib/fetch';
import { connectMcp, type McpConnection } from '../protocol/mcp/connect';
import { fakeServer } from '../protocol/mcp/testing/fake-server';
import { createLink } from './tool-server-link';

const signal = new AbortController().signal;
const server: ToolServer = {
  id: 's1',
  label: 'Notes',
  slug: 'notes',
  url: 'http://127.0.0.1:3001/mcp',
  headers: {},
  isEnabled: true,
  clientId: '',
  hidden: [],
  createdAt: 0,
};

const lists: Partial<Record<string, object>> = {
  'tools/list': { tools: [] },
  'prompts/list': { prompts: [] },
  'resources/list': { resources: [] },
};

/** A server of which each call of `cut` is cut off; `slow` waits to be let go, `echo` answers at once. */
function setUp() {
  let isDown = false;
  let slow: { controller: ReadableStreamDefaultController<Uint8Array>; id: unknown } | undefined;
  const content = [{ type: 'text', text: 'done' }];
  let isSlow = false;
  const fake = fakeServer({
    answer: (method) => (method === 'tools/call' ? { content } : lists[method]),
    gate(_url, { body }) {
      const text = typeof body === 'string' ? body : '';
      isSlow = text.includes('"slow"');
      if (isDown || text.includes('"cut"')) throw new TypeError('Failed to fetch');
      return undefined;
    },
    stream: (_method, id) =>
      isSlow
        ? new ReadableStream({ start: (controller) => void (slow = { controller, id }) })
        : undefined,
  });
  const fetch: Fetch = (url, init) => fake.fetch(url, init);
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const link = createLink({
    connect: connectMcp,
    fetchFor: () => fetch,
    version: '0',
    clock: { now: () => Date.now(), after },
    page: { origin: 'http://127.0.0.1:5173', isSecureContext: true, isOnline: true },
    localNetwork: { state: async () => 'granted' },
    read: () => server,
    unlock: async () => true,
    safe: (text) => text,
    onTools: () => undefined,
    bearer: () => undefined,
    findSignInHost: async () => '',
  });
  const call = (name: string) =>
    link.use((connection: McpConnection) => connection.callTool(name, {}, signal), signal);
  return {
    link,
    call,
    goDown: () => (isDown = true),
    restart: () => fake.restart(),
    calls: () => fake.asked.filter((asked) => asked === 'POST tools/call').length,
    greetings: () => fake.asked.filter((asked) => asked === 'POST initialize').length,
    isSlowAsked: () => slow !== undefined,
    letGo() {
      const message = { jsonrpc: '2.0', id: slow?.id, result: { content } };
      slow?.controller.enqueue(
        new TextEncoder().encode(`event: message\ndata: ${JSON.stringify(message)}\n\n`),
      );
      slow?.controller.close();
    },
  };
}

const DONE = { parts: [{ kind: 'text', text: 'done' }], isError: false };

test('a call that is cut off fails in words; the others go on, and the next is answered', async () => {
  const { link, call, letGo, isSlowAsked, calls, greetings } = setUp();
  const slow = call('slow');
  await expect.poll(isSlowAsked).toBe(true);
  await expect(call('cut')).rejects.toThrow(
    'The connection to Notes ended before it answered. Whether it did what it was asked is not known.',
  );
  expect(await call('echo')).toMatchObject(DONE);
  letGo();
  expect(await slow).toMatchObject(DONE);
  // `cut` never got as far.
  expect(calls()).toBe(2);
  expect(greetings()).toBe(1);
  await expect.poll(() => link.state().kind).toBe('connected');
});

test('a server that is gone is found out by the call that is cut off, and not taken for one that refuses', async () => {
  const { link, call, goDown } = setUp();
  expect(await call('echo')).toMatchObject(DONE);
  goDown();
  await expect(call('echo')).rejects.toThrow('The connection to Notes ended before it answered.');
  await expect.poll(() => link.state().kind).toBe('failed');
  const state = link.state();
  expect(state.kind === 'failed' && state.diagnosis.cause).not.toBe('headers-not-allowed');
});

test('two calls that a restart meets share the next connection', async () => {
  const { call, restart, greetings } = setUp();
  expect(await call('echo')).toMatchObject(DONE);
  restart();
  const both = await Promise.all([call('echo'), call('echo')]);
  expect(both).toEqual([expect.objectContaining(DONE), expect.objectContaining(DONE)]);
  expect(greetings()).toBe(2);
});
