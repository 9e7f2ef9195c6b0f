import { describe, expect, test } from 'vitest';
import { connectionOf, secretsOf } from './connection';
import { changeProvider } from './change-provider';
import { decode } from './codec';
import { encode } from './encode';
import { headerLines, headersFor, mergeHeaders, readHeaders } from './headers';
import { applyMerge, planMerge } from './merge';
import { newProvider } from './new-provider';
import type { Provider } from './types';

const bearer = { apiKey: 'sk-1', keyHeader: 'authorization' } as const;
const problem = (lines: string, key: Parameters<typeof readHeaders>[1] = bearer) =>
  readHeaders(lines, key).problem;

describe('what a person types', () => {
  test('is one header a line, spaces around and empty lines ignored', () => {
    const lines = '\nX-Team:  blue \r\n  X-Url: http://a:1/b\n\n';
    expect(readHeaders(lines, bearer)).toEqual({
      headers: { 'X-Team': 'blue', 'X-Url': 'http://a:1/b' },
    });
    expect(readHeaders(' ', bearer)).toEqual({ headers: {} });
  });

  test.each([
    ['X-Team blue', 'Line 1 has no colon. A header looks like X-Team: blue.'],
    ['\nX Team: blue', '“X Team” is no name of a header. It has letters, digits and hyphens only.'],
    ['X-Team:', 'X-Team has no value.'],
    [': blue', 'A header has no name.'],
    ['X-Team: blüe', 'The value of X-Team holds a character that cannot be sent.'],
    ['X-A: 1\nx-a: 2', 'x-a is there twice. Take one out.'],
    ['Host: a', 'Browsers let no page set Host. Take it out.'],
    ['cookie: a=b', 'Browsers let no page set cookie. Take it out.'],
    ['Origin: http://a', 'Browsers let no page set Origin. Take it out.'],
    ['Sec-Fetch-Site: none', 'Browsers let no page set Sec-Fetch-Site. Take it out.'],
    ['Content-Type: text/plain', 'Patchbay sets Content-Type itself. Take it out.'],
  ])('%j is refused in words', (lines, words) => {
    expect(problem(lines)).toBe(words);
  });

  test('must not carry the key’s header a second time', () => {
    expect(problem('authorization: Basic abc')).toMatch(
      /^Authorization already carries the API key/,
    );
    expect(problem('authorization: Basic abc', { ...bearer, apiKey: '' })).toBeUndefined();
    expect(
      problem('authorization: Basic abc', { ...bearer, keyHeader: 'x-api-key' }),
    ).toBeUndefined();
    expect(problem('X-API-KEY: k', { ...bearer, keyHeader: 'x-api-key' })).toMatch(
      /^X-Api-Key already/,
    );
  });

  test('comes back as it was, to be edited', () => {
    const headers = { 'X-Team': 'blue', 'X-B': '2' };
    expect(readHeaders(headerLines(headers), bearer)).toEqual({ headers });
    expect(headerLines()).toBe('');
  });
});

const stored: Provider = {
  ...newProvider({ id: 'p', baseUrl: 'http://a:1/v1', apiKey: 'sk-1', existing: [], now: 0 }),
  keyHeader: 'x-api-key',
  headers: { 'X-Team': 'blue-team', Authorization: 'Basic abcdef' },
};

describe('headers belong to the origin that they were entered for', () => {
  test('an edit of the address drops them, unless it brings its own', () => {
    const moved = { baseUrl: 'http://b:1/v1' };
    expect(changeProvider(stored, moved)).not.toHaveProperty('headers');
    expect(changeProvider(stored, { baseUrl: 'http://a:1/v2' }).headers).toEqual(stored.headers);
    expect(changeProvider(stored, { ...moved, headers: { 'X-B': '1' } }).headers).toEqual({
      'X-B': '1',
    });
    expect(changeProvider(stored, { headers: {} })).not.toHaveProperty('headers');
    expect(changeProvider(stored, { keyHeader: 'authorization' })).not.toHaveProperty('keyHeader');
  });

  test('another address is another server: what its answers taught goes', () => {
    const taught: Provider = {
      ...stored,
      learnedWindows: { m: { tokens: 4096, at: 1 } },
      calibrations: { m: { ratio: 1.2, answers: 3 } },
    };
    expect(changeProvider(taught, { label: 'New' })).toMatchObject({
      learnedWindows: taught.learnedWindows,
      calibrations: taught.calibrations,
    });
    const moved = changeProvider(taught, { baseUrl: 'http://b:1/v1' });
    expect(moved).not.toHaveProperty('learnedWindows');
    expect(moved).not.toHaveProperty('calibrations');
  });

  test('what was typed for the old one is not typed for the new one', () => {
    const typed = { 'X-Team': 'blue-team', 'X-New': 'red-team', 'X-Copy': 'Basic abcdef' };
    expect(headersFor(stored, typed, 'http://b:1/v1')).toEqual({ 'X-New': 'red-team' });
    expect(headersFor(stored, typed, 'http://a:1/v2')).toEqual(typed);
  });

  test('they are secrets, also without their scheme', () => {
    expect(secretsOf(stored)).toEqual(
      expect.arrayContaining(['sk-1', 'blue-team', 'Basic abcdef', 'abcdef']),
    );
  });

  test('a connection holds copies, which a store cannot change', () => {
    expect(connectionOf(stored).headers).not.toBe(stored.headers);
  });
});

const setup = {
  ...{ providers: [stored], remainder: { entries: {}, extra: {} } },
  ...{ orchestrationModel: '', summarizeModel: '' },
};

function file(entry: object): string {
  const base = { name: 'openai-compatible', base_url: 'http://a:1/v1', models: [] };
  return JSON.stringify({ providers: { 'openai-compatible': { ...base, ...entry } } });
}

function planned(entry: object) {
  const read = decode(file(entry));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const plan = planMerge(setup, read.file);
  const after = applyMerge(plan, setup, { newId: () => 'n', now: 0 }).providers[0]!;
  const fields = plan.rows.flatMap((row) =>
    row.fields.map((field) => Object.values(field).join(' ')),
  );
  return { after, fields, warnings: read.warnings };
}

describe('providers.json', () => {
  const options = { includeKeys: true, models: () => [] };
  const entryOf = (text: string) =>
    (JSON.parse(text) as { providers: Record<string, object> }).providers['openai-compatible'];

  test('carries headers and the key’s header only where there are any', () => {
    expect(entryOf(encode(setup, options))).toMatchObject({
      key_header: 'x-api-key',
      headers: stored.headers,
    });
    const { headers: _, keyHeader: __, ...plain } = stored;
    expect(Object.keys(entryOf(encode({ ...setup, providers: [plain] }, options)) ?? {})).toEqual([
      ...['name', 'api_key', 'base_url', 'models'],
    ]);
  });

  test('without keys it names the headers and empties every value', () => {
    expect(entryOf(encode(setup, { ...options, includeKeys: false }))).toMatchObject({
      key_header: 'x-api-key',
      headers: { 'X-Team': '', Authorization: '' },
    });
  });

  test('headers that an older version only kept stay in the file', () => {
    const { headers: _, ...plain } = stored;
    const old = { ...plain, extra: { headers: { 'X-Old': 'kept' } } };
    expect(entryOf(encode({ ...setup, providers: [old] }, options))).toMatchObject(old.extra);
  });

  test('an empty or absent value clears nothing', () => {
    expect(planned({}).after).toEqual(stored);
    const { after, fields } = planned({ headers: { 'x-team': '', 'X-None': '' } });
    expect(after).toEqual(stored);
    expect(fields).toEqual([]);
  });

  test('the plan tells what becomes of each header, never its value', () => {
    const { after, fields } = planned({ headers: { 'X-Team': 'red-team', 'X-New': 'n1' } });
    expect(after.headers).toEqual({ ...stored.headers, 'X-Team': 'red-team', 'X-New': 'n1' });
    expect(fields).toEqual(['headers.X-Team set replaced', 'headers.X-New not set set']);
  });

  test('another origin inherits none of them', () => {
    const { after, fields } = planned({ base_url: 'http://b:1/v1', headers: { 'X-New': 'n1' } });
    expect(after.headers).toEqual({ 'X-New': 'n1' });
    expect(after).not.toHaveProperty('keyHeader');
    expect(fields).toContain('headers.X-Team set removed');
    expect(fields.join()).not.toContain('blue');
  });

  test('a key header is read in any case', () => {
    expect(planned({ key_header: 'Authorization' }).after).not.toHaveProperty('keyHeader');
    expect(planned({ key_header: 'X-API-Key' }).after.keyHeader).toBe('x-api-key');
  });

  test('what no page can set is kept and said', () => {
    const { after, warnings } = planned({ headers: { Host: 'a' } });
    expect(after.headers).toHaveProperty('Host', 'a');
    expect(warnings.map(({ message }) => message)).toEqual([
      'Browsers let no page set Host. Take it out.',
    ]);
  });

  const at = (rest: string) => `$.providers["openai-compatible"].${rest}`;
  test.each([
    [{ headers: ['a'] }, at('headers'), 'headers must be an object, but it is a list.'],
    [{ headers: { 'X-A': 5 } }, at('headers["X-A"]'), 'X-A must be text in quotes'],
    [{ headers: { 'X A': 'b' } }, at('headers["X A"]'), '“X A” is no name of a header'],
    [{ headers: { 'X-A': 'ä' } }, at('headers["X-A"]'), 'holds a character that cannot be sent'],
    [{ key_header: 'cookie' }, at('key_header'), 'must be "authorization" or "x-api-key"'],
    [{ key_header: 5 }, at('key_header'), 'key_header must be text in quotes'],
  ])('%j is refused with its place', (entry, path, words) => {
    const read = decode(file(entry));
    expect(read).toMatchObject({ ok: false, problems: [{ path }] });
    expect(JSON.stringify(read).replaceAll('\\"', '"')).toContain(words);
  });
});

test('a name in any case is the same header', () => {
  expect(mergeHeaders({ 'X-A': '1', 'X-B': '2' }, { 'x-a': '3' })).toEqual({
    'X-B': '2',
    'x-a': '3',
  });
});
