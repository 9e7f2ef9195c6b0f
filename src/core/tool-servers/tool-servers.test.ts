import { describe, expect, test } from 'vitest';
import type { PageFacts } from '../doctor/types';
import type { Exchange } from '../../protocol/mcp/types';
import { isOpenToAll, readServerAddress } from './address';
import { diagnoseToolServer, type SeenOfToolServer } from './diagnose';
import { textOfParts } from './part-words';
import { restoreToolServer } from './restore';
import { secretsOfServer } from './secrets';
import { readReturn } from './sign-in-trip';
import { freeSlug, wireName } from './slug';
import { toTools } from './to-tools';
import type { ToolServer } from './types';

const server: ToolServer = {
  id: 's1',
  label: 'My Files',
  slug: 'my-files',
  url: 'https://example.com/mcp',
  headers: { Authorization: 'Bearer abc-123' },
  isEnabled: true,
  clientId: '',
  signIn: { tokens: { access_token: 'at', refresh_token: 'rt' }, client: { client_secret: 'cs' } },
  seen: {
    tools: [
      { name: 'read file', description: 'Reads', parameters: { type: 'object' } },
      { name: 'read.file', description: '', parameters: { type: 'object' }, title: 'Read' },
      { name: '__proto__', description: '', parameters: { type: 'object' } },
    ],
    at: 5,
  },
  hidden: ['read file'],
  createdAt: 1,
};

describe('a stored server', () => {
  test('comes back as it was', () => {
    expect(restoreToolServer(structuredClone(server))).toEqual(server);
  });

  test.each([
    undefined,
    7,
    [],
    {},
    { id: 'a' },
    { id: 'a', url: 'no address' },
    { id: 'a', url: 'javascript:alert(1)' },
    { id: 'a', url: 'file:///etc/passwd' },
  ])('what is none is undefined: %j', (record) =>
    expect(restoreToolServer(record)).toBeUndefined(),
  );

  test('a broken field is left out', () => {
    const broken = { id: 'a', url: 'https://h/x', headers: 7, seen: { tools: [7, {}] }, hidden: 1 };
    expect(restoreToolServer(broken)).toEqual({
      ...{ id: 'a', url: 'https://h/x', label: 'h', slug: 'server', headers: {}, hidden: [] },
      ...{ isEnabled: true, clientId: '', createdAt: 0, seen: { tools: [], at: 0 } },
    });
  });

  test('has its headers and all that a sign-in gave among the secrets', () => {
    const secrets = ['Bearer abc-123', 'abc-123', 'at', 'rt', 'cs'];
    expect(secretsOfServer(server)).toEqual(secrets);
  });
});

test.each([
  [' "https://example.com/mcp?x=1#y" ', 'https://example.com/mcp?x=1'],
  ['localhost:3001/mcp/', 'http://localhost:3001/mcp/'],
  ['example.com/mcp', 'https://example.com/mcp'],
])('the address %s is read as %s', (typed, url) => {
  expect(readServerAddress(typed)).toEqual({ kind: 'ok', url });
});

test.each(['', 'a b', 'ftp://h/x', 'https://user:pass@example.com/mcp', 'http://'])(
  '%j is refused in words',
  (typed) => expect(readServerAddress(typed).kind).toBe('invalid'),
);

test('only http to the internet shows secrets to all', () => {
  expect(isOpenToAll('http://example.com/mcp')).toBe(true);
  expect(isOpenToAll('https://example.com/mcp')).toBe(false);
  expect(isOpenToAll('http://192.168.1.4/mcp')).toBe(false);
});

describe('tools of servers', () => {
  const run = () => Promise.resolve({ text: '' });

  test('are named by their server, valid, unique, asked once, and off until chosen', () => {
    const tools = toTools([server], run);
    expect(tools.map(({ id, name, title }) => [id, name, title])).toEqual([
      ['mcp:s1:read.file', 'my-files_read_file_2', 'Read'],
      ['mcp:s1:__proto__', 'my-files___proto__', '__proto__'],
    ]);
    for (const tool of tools) {
      expect(tool).toMatchObject({ asks: 'once', onByDefault: false, origin: 'My Files' });
    }
    expect(toTools([{ ...server, isEnabled: false }], run)).toEqual([]);
  });

  test('never take the name of one that comes with Patchbay', () => {
    const tools = [{ name: 'url', description: '', parameters: {} }];
    const sly = { ...server, slug: 'read', seen: { tools, at: 1 } };
    expect(toTools([sly], run)[0]?.name).toBe('read_url_2');
  });

  test('have names that requests take, whatever the server calls them', () => {
    const long = wireName('s', 'ä'.repeat(99), new Set());
    expect(long).toMatch(/^[\w-]{64}$/);
    expect(wireName('s', 'ä'.repeat(99), new Set([long]))).toMatch(/^[\w-]{62}_2$/);
    expect(freeSlug('Ünïcode  Server!', ['unicode-server'])).toBe('unicode-server-2');
    expect(freeSlug('…', [])).toBe('server');
  });
});

test('a result is text, with all else named by kind and size, and is bounded', () => {
  const text = textOfParts([
    { kind: 'text', text: '<b>as it is</b>' },
    { kind: 'image', mimeType: 'image/png', bytes: 24_000 },
    { kind: 'resource', uri: 'file:///a', mimeType: '', bytes: 12 },
  ]);
  expect(text).toBe(
    '<b>as it is</b>\n\n[An image: image/png, 24 kB.]\n\n[A file: file:///a, 12 B.]',
  );
  const cut = textOfParts([{ kind: 'text', text: 'x'.repeat(300_000) }]);
  expect(cut.length).toBeLessThan(200_100);
  expect(cut).toMatch(/more characters were left out/);
});

test('what a sign-in brings back counts only with the state that was sent', () => {
  expect(readReturn('?code=c&state=s&iss=i', 's')).toEqual({ kind: 'code', code: 'c', iss: 'i' });
  expect(readReturn('?code=c&state=other', 's').kind).toBe('refused');
  expect(readReturn('?error=access_denied&state=s', 's')).toEqual({
    kind: 'refused',
    message: 'The sign-in was refused: access_denied.',
  });
});

describe('the doctor', () => {
  const page: PageFacts = {
    origin: 'https://chat.example.org',
    isSecureContext: true,
    isOnline: true,
  };
  const ok: Exchange = { call: 'initialize', status: 200, hasSession: false };
  const seen = (more: Partial<SeenOfToolServer>): SeenOfToolServer => ({
    url: 'https://example.com/mcp',
    headerNames: ['X-Team'],
    kind: 'http',
    message: '',
    exchanges: [],
    ...more,
  });
  const cause = (more: Partial<SeenOfToolServer>) => diagnoseToolServer(seen(more), page).cause;
  const lines = (more: Partial<SeenOfToolServer>) =>
    diagnoseToolServer(seen(more), page).remedies.flatMap(({ command }) => command ?? []);

  test('names the headers to send for this origin', () => {
    const mute = { kind: 'unreachable', answers: true, exchanges: [] } as const;
    expect(cause(mute)).toBe('cors');
    expect(lines(mute)).toEqual([
      'Access-Control-Allow-Origin: https://chat.example.org',
      'Access-Control-Allow-Methods: GET, POST, DELETE',
      expect.stringMatching(/^Access-Control-Allow-Headers: .*Mcp-Session-Id.*, X-Team$/),
      'Access-Control-Expose-Headers: Mcp-Session-Id, WWW-Authenticate',
      'https://example.com/mcp/',
    ]);
  });

  test('tells a session that cannot be read from one that was refused', () => {
    const failed: Exchange = { call: 'tools/list', status: 400, hasSession: false };
    const unread = { status: 400, exchanges: [ok, failed] };
    expect(cause(unread)).toBe('session-not-exposed');
    expect(lines(unread)).toEqual([
      'Access-Control-Expose-Headers: Mcp-Session-Id, WWW-Authenticate',
    ]);
    const read = { status: 400, exchanges: [{ ...ok, hasSession: true }, failed] };
    expect(cause(read)).toBe('server-error');
  });

  test('tells the headers of MCP from CORS that is missing altogether', () => {
    const exchanges: Exchange[] = [ok, { call: 'tools/list', hasSession: false }];
    expect(cause({ kind: 'unreachable', exchanges })).toBe('headers-not-allowed');
  });

  test.each([
    [{ kind: 'unauthorized', status: 401 }, 'sign-in'],
    [{ kind: 'unauthorized', status: 401, headerNames: ['authorization'] }, 'unauthorized'],
    [{ status: 405 }, 'old-server'],
    [{ status: 404 }, 'old-server'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 500 }, 'server-error'],
    [{ kind: 'protocol' }, 'not-mcp'],
    [{ kind: 'timeout' }, 'slow'],
    [{ kind: 'unreachable', answers: false }, 'unreachable'],
    [{ kind: 'unreachable', url: 'http://example.com/mcp' }, 'mixed-content'],
  ] as const)('%j is %s', (more, expected) => expect(cause(more)).toBe(expected));

  test('quotes the server, and no page of it', () => {
    const words = (text: string) =>
      diagnoseToolServer(
        seen({ status: 403, exchanges: [{ ...ok, status: 403, words: text }] }),
        page,
      ).serverWords;
    expect(words('{"error":{"message":"Invalid origin"}}')).toBe('Invalid origin');
    expect(words('<html>')).toBe('');
  });
});
