import { describe, expect, test } from 'vitest';
import type { Fetch } from '../../../lib/fetch';
import { readUrl } from './read-url';

const signal = () => new AbortController().signal;
const noTimer = { after: () => () => {} };

/** Runs the tool against one answer; `asked` holds what was sent. */
async function read(url: string, answer: Response | Error, asked: unknown[] = []) {
  const fetch: Fetch = async (...sent) => {
    asked.push(sent);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return readUrl({ fetch, clock: noTimer }).run({ url }, signal());
}

function page(body: BodyInit, type = 'text/html', init: ResponseInit = {}): Response {
  return new Response(body, { ...init, headers: { 'content-type': type } });
}

describe('the question names where it leads', () => {
  const { describe: words, asks } = readUrl({ fetch: async () => page(''), clock: noTimer });

  test.each([
    [
      'https://example.com/a?b=c#d',
      'Read https://example.com/a?b=c? The server https://example.com learns your address.',
    ],
    [
      'http://localhost:8000/',
      'Read http://localhost:8000/? http://localhost:8000 is a server on this computer.',
    ],
    [
      'http://192.168.1.5/x',
      'Read http://192.168.1.5/x? http://192.168.1.5 is a server in your network.',
    ],
    [
      'https://xn--80ak6aa92e.com/',
      'Read https://xn--80ak6aa92e.com/? The server https://xn--80ak6aa92e.com learns your address.',
    ],
    ['javascript:alert(1)', 'Only http and https addresses can be read, not javascript:'],
    ['nothing', 'This is not a whole address. It has to begin with https:// or http://.'],
  ])('%s', (url, question) => {
    expect(words?.({ url })).toBe(question);
  });

  test('it is asked each time', () => {
    expect(asks).toBe('each-time');
  });
});

describe('reading an address', () => {
  test('gives the text of a page, and sends nothing of the person along', async () => {
    const asked: unknown[] = [];
    const html = '<title>News</title><h1>Hello</h1><script>1</script>';
    expect(await read('https://example.com/#part', page(html), asked)).toEqual({
      text: 'https://example.com/\n\nNews\n\n# Hello',
    });
    expect(asked).toEqual([
      [
        'https://example.com/',
        expect.objectContaining({
          credentials: 'omit',
          redirect: 'manual',
          referrerPolicy: 'no-referrer',
        }),
      ],
    ]);
  });

  test('gives other text as it is, in its own character set', async () => {
    const { text } = await read(
      'https://a.example/x.json',
      page('{"a": "<b>"}', 'application/json'),
    );
    expect(text).toBe('https://a.example/x.json\n\n{"a": "<b>"}');
    const latin = page(Uint8Array.of(0x67, 0xfc, 0x6e), 'text/plain; charset=iso-8859-1');
    expect((await read('https://a.example/', latin)).text).toContain('gün');
    const meta = Uint8Array.from('<html><meta charset=latin1><p>g\u00fcn', (letter) =>
      letter.charCodeAt(0),
    );
    expect((await read('https://a.example/', page(meta))).text).toContain('gün');
  });

  test('reads a megabyte at most, and gives 20 000 characters', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(100_000).fill(97));
      },
    });
    const { text } = await read('https://a.example/', page(endless, 'text/plain'));
    expect(text).toMatch(/a\n\n\[These are the first 20000 characters of a longer page\.\]$/);
    expect(text.length).toBeLessThan(20_200);
    expect(sent).toBeLessThan(15);
    const long = await read('https://a.example/', page('b'.repeat(30_000), 'text/plain'));
    expect(long.text).toContain('[These are the first 20000 characters of 30000 characters.]');
  });

  test.each<[string, string, Response | Error, RegExp]>([
    ['an address without a scheme', 'example.com', page(''), /not a whole address/],
    ['a password', 'https://me:secret@example.com', page(''), /password in it is not read/],
    [
      'a failure',
      'https://a.example/',
      page('<p>Gone</p>', 'text/html', { status: 404 }),
      /status 404\.\n\nGone/,
    ],
    ['a picture', 'https://a.example/', page('x', 'image/png'), /no text but image\/png/],
    [
      'a redirect',
      'https://a.example/',
      new Response(null, { status: 302 }),
      /sends on to another one/,
    ],
    [
      'no answer',
      'https://a.example/',
      new TypeError('Failed to fetch'),
      /https:\/\/a.example does not answer, or does not allow.*Failed to fetch/,
    ],
  ])('%s is told', async (_, url, answer, words) => {
    const output = await read(url, answer);
    expect(output.isError).toBe(true);
    expect(output.text).toMatch(words);
  });

  /** Answers only to the end of patience. */
  const silent: Fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });

  test('a silent server is given up', async () => {
    const impatient = { after: (_: number, run: () => void) => (queueMicrotask(run), () => {}) };
    const output = await readUrl({ fetch: silent, clock: impatient }).run(
      { url: 'https://a.example' },
      signal(),
    );
    expect(output).toEqual({ text: 'The server took longer than 20 seconds.', isError: true });
  });

  test('a stop stops the request, and rejects', async () => {
    const stop = new AbortController();
    const reading = readUrl({ fetch: silent, clock: noTimer }).run(
      { url: 'https://a.example' },
      stop.signal,
    );
    stop.abort();
    await expect(reading).rejects.toThrow('abort');
  });
});
