import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayKeepKey, normalBaseUrl, parseBaseUrl } from './base-url';
import { hostKind } from './host-kind';

function candidates(input: string): string[] {
  const parsed = parseBaseUrl(input);
  return parsed.kind === 'ok' ? parsed.candidates : [];
}

function trimmed(input: string): string[] {
  const parsed = parseBaseUrl(input);
  return parsed.kind === 'ok' ? parsed.trimmed : [];
}

function refusal(input: string): string {
  const parsed = parseBaseUrl(input);
  return parsed.kind === 'invalid' ? parsed.message : '';
}

describe('what is taken off an address', () => {
  test.each([
    ['  http://localhost:1234/v1\n', ['spaces']],
    ['"http://localhost:1234/v1"', ['quotes']],
    ['“http://localhost:1234/v1”', ['quotes']],
    [' ‘http://localhost:1234/v1’ ', ['spaces', 'quotes']],
    ['"http://localhost:1234/v1",', ['quotes', 'comma']],
    ['\u200bhttp://localhost:1234/v1\ufeff', ['invisible characters']],
    ['http://localhost:1234/v1///', ['trailing slash']],
    ['http://localhost:1234/v1/models', ['/models']],
    ['http://localhost:1234/v1/models/', ['trailing slash', '/models']],
    ['http://localhost:1234/v1/chat/completions', ['/chat/completions']],
    ['http://localhost:1234/v1/completions', ['/completions']],
    ['http://localhost:1234/v1?key=1#top', ['query', 'fragment']],
    ['http://localhost:1234//v1', []],
    ['http://localhost:1234/v1', []],
  ])('%j', (input, words) => {
    expect(candidates(input)).toEqual(['http://localhost:1234/v1']);
    expect(trimmed(input)).toEqual(words);
  });
});

describe('with and without /v1', () => {
  test('without a version both forms are tried, /v1 first', () => {
    expect(candidates('http://localhost:1234')).toEqual([
      'http://localhost:1234/v1',
      'http://localhost:1234',
    ]);
    expect(candidates('https://gateway.example/openai/')).toEqual([
      'https://gateway.example/openai/v1',
      'https://gateway.example/openai',
    ]);
  });

  test.each([
    'https://a.example/v1',
    'https://a.example/api/v1',
    'https://a.example/openai/v1',
    'https://a.example/compatible-mode/v1',
    'https://a.example/v1beta/openai',
    'https://a.example/api/paas/v4',
  ])('a path that names its version is tried as given: %s', (input) => {
    expect(candidates(input)).toEqual([input]);
  });
});

describe('a missing scheme', () => {
  test.each([
    'localhost:1234',
    'box.localhost',
    '127.0.0.1:8080',
    '127.9.9.9',
    '[::1]:11434',
    '0.0.0.0:8000',
    '10.0.0.7',
    '172.16.0.1',
    '172.31.255.1',
    '192.168.1.20:1234',
    '169.254.3.4',
    '100.64.0.1',
    '[fd00::1]:8000',
    '[fe80::1]',
    'gpu.local:8000',
    'nas.lan',
    'api.internal',
    'workstation:5000',
  ])('is http for a loopback or private host: %s', (input) => {
    expect(candidates(input)[0]).toBe(`http://${input}/v1`);
  });

  test.each([
    'api.example.com',
    '172.32.0.1',
    '100.128.0.1',
    '8.8.8.8:80',
    '[2001:db8::1]',
    'fd.example',
  ])('is https for a public host: %s', (input) => {
    expect(candidates(input)[0]).toBe(`https://${input}/v1`);
  });

  test('a host with its port is no scheme', () => {
    expect(candidates('localhost:1234/v1')).toEqual(['http://localhost:1234/v1']);
    expect(candidates('//localhost:1234/v1')).toEqual(['http://localhost:1234/v1']);
  });
});

describe('what is refused in words', () => {
  test.each([
    ['http://ann:secret@localhost:1234/v1', /user name or password/],
    ['ann:secret@api.example.com', /user name or password/],
    ['ftp://localhost/v1', /“ftp:”.*http:\/\//],
    ['file:///etc/hosts', /“file:”/],
    ['javascript:alert(1)', /“javascript:”/],
    ['ws://localhost:1234', /“ws:”/],
    ['', /no address/],
    ['  ""  ', /no address/],
    ['http://', /not an address/],
    ['http://my server/v1', /space inside/],
    ['1234', /no host/],
    [':1234', /no host/],
    ['http://localhost:99999', /not an address/],
    ['http://[::1', /not an address/],
    ['http://a,b/v1', /not an address/],
  ])('%j', (input, words) => {
    expect(refusal(input)).toMatch(words);
  });

  test('the words never hold the password', () => {
    expect(refusal('https://ann:hunter2@api.example.com/v1')).not.toContain('hunter2');
  });
});

test('unicode hosts and upper case become what the browser sends', () => {
  expect(candidates('https://MÜNCHEN.example/v1')).toEqual(['https://xn--mnchen-3ya.example/v1']);
});

test('http to a public host is marked, so that a key asks first', () => {
  expect(parseBaseUrl('http://api.example.com/v1')).toMatchObject({ publicHttp: true });
  expect(parseBaseUrl('http://192.168.1.2/v1')).toMatchObject({ publicHttp: false });
  expect(parseBaseUrl('https://api.example.com/v1')).toMatchObject({ publicHttp: false });
});

test('an IPv4 address written as IPv6 is still what it is', () => {
  expect(hostKind('[::ffff:7f00:1]')).toBe('loopback');
  expect(hostKind('[::ffff:c0a8:102]')).toBe('private');
});

test('any text is read or refused, and a settled address is read as itself', () => {
  const piece = fc.constantFrom(
    ...[
      'http://',
      'https:',
      '/',
      '//',
      '\\',
      ':',
      '@',
      '.',
      '[::1]',
      'localhost',
      '10.0.0.1',
      '1234',
      'a.example',
    ],
    ...[
      '/v1',
      '/models',
      '/chat/completions',
      '?',
      '#',
      '%2F',
      "'",
      '”',
      ',',
      ' ',
      'é',
      '\u200b',
      'x',
      '0x7f',
    ],
  );
  const typed = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.oneof(typed, fc.string({ unit: 'binary' })), (input) => {
      for (const candidate of candidates(input)) expect(candidates(candidate)).toContain(candidate);
    }),
    { numRuns: 500 },
  );
});

describe('a key goes only to the origin that it was entered for', () => {
  const provider = { baseUrl: 'http://localhost:1234/v1' };

  test.each(['http://localhost:1234', 'localhost:1234/api/v1/', 'http://LOCALHOST:1234/v1'])(
    'kept: %s',
    (url) => expect(mayKeepKey(provider, url)).toBe(true),
  );

  test.each(['http://localhost:1235/v1', 'https://localhost:1234/v1', 'http://127.0.0.1:1234', ''])(
    'not kept: %j',
    (url) => expect(mayKeepKey(provider, url)).toBe(false),
  );
});

test('addresses of one server compare equal', () => {
  expect(normalBaseUrl('localhost:1234')).toBe(normalBaseUrl('http://localhost:1234/v1/'));
  expect(normalBaseUrl('http://a.lan/v1')).not.toBe(normalBaseUrl('http://a.lan/v2'));
});
