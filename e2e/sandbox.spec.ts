import type { Page } from '@playwright/test';
import { expect } from './chat-pages';
import { attempts, MARKUP, NAVIGATIONS, PEERS, REQUESTS, WORKER } from './escapes';
import { openHtml, runInFrame, runTool, test } from './sandbox-pages';

test.use({ wholeChromium: true, serviceWorkers: 'allow' });

const BOTH = { tag: '@firefox' };
const html = (script: string): string => `<!doctype html><body><script>${script}</script></body>`;

/** What would still be on its way: no event tells that nothing will come. */
const settle = (page: Page) =>
  page.evaluate(() => new Promise((done) => void setTimeout(done, 1500)));

/** Chromium connects before it judges a navigation, and then sends nothing; no policy of a page prevents it. */
const CONNECTS = [...Object.keys(NAVIGATIONS), 'speculation'];

test(
  'the ways out that are tried do lead out of a page without a policy',
  BOTH,
  async ({ page, spy }) => {
    const outside = spy.url('fetch');
    await page.goto(outside);
    await page.evaluate(
      (source) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = `<body><script>${source}</script>`;
        document.body.append(frame);
      },
      attempts(REQUESTS, spy.url),
    );
    // How many differs: some open windows, some need https.
    await expect.poll(() => spy.asked().length).toBeGreaterThan(15);
  },
);

for (const level of ['a frame of it', 'a page with scripts in it'] as const) {
  test(`no request leaves ${level}`, BOTH, async ({ page, app, spy, browserName }) => {
    await page.goto(app.url);
    const pages: unknown[] = [];
    page.context().on('page', (opened) => pages.push(opened));
    const ways = [
      REQUESTS,
      ...Object.entries(NAVIGATIONS).map(([name, body]) => ({ [name]: body })),
    ];
    for (const way of ways) {
      const code = attempts(way, spy.url);
      if (level === 'a frame of it') expect(await runInFrame(page, code)).toBe('ran');
      else await openHtml(page, html(code), true);
    }
    await settle(page);
    expect(spy.asked()).toEqual([]);
    const known = browserName === 'chromium' ? CONNECTS : [];
    expect(spy.touched().filter(({ name }) => !known.includes(name))).toEqual([]);
    expect(page.url()).toBe(app.url);
    expect(pages).toEqual([]);
  });
}

/** What frames say to the page, from now on. */
async function hearPeers(page: Page): Promise<() => Promise<string[]>> {
  const heard = await page.evaluateHandle(() => {
    const words: string[] = [];
    addEventListener('message', ({ data }: MessageEvent<unknown>) => words.push(String(data)));
    return words;
  });
  return async () => (await heard.jsonValue()).filter((words) => words.startsWith('peer for'));
}

test('no page with scripts in it gets WebRTC', BOTH, async ({ page, app, spy }) => {
  const name = 'peer in a frame of its own text';
  await page.goto(spy.url('fetch'));
  const outside = await hearPeers(page);
  await page.evaluate(
    `document.body.textContent = ''; ${attempts({ [name]: PEERS[name] ?? '' }, spy.url)}`,
  );
  await expect.poll(outside).toEqual([`peer for ${spy.url(name)}`]);

  await page.goto(app.url);
  const inside = await hearPeers(page);
  for (const [way, body] of Object.entries(PEERS))
    await openHtml(page, html(attempts({ [way]: body }, spy.url)), true);
  await settle(page);
  expect(await inside()).toEqual([]);
  const peers = spy.touched().filter((touch) => touch.name in PEERS);
  expect(peers.filter((touch) => touch.name !== name)).toEqual([]);
});

test('a page runs as it would elsewhere', BOTH, async ({ page, app, watch }) => {
  watch.expectProblems(/this one only|Content.Security.Policy/);
  await page.goto(app.url);
  const source = `<!doctype html><html lang="de"><head><title>x</title>
    <script async>const words = []; let asked = document.querySelector('p');</script>
    <script>words.push(asked === null ? 'in order' : 'late', document.compatMode, document.documentElement.lang)</script>
    <script type="application/json">{ "a": "</" }</script></head>
    <body onload="words.push('loaded'); show()"><p>text</p>
    <button onclick="words.push(this.localName, event.type, title, 'Grüße'); show()" title="named">Press</button>
    <script type="module">words.push('module'); show()</script>
    <script>
      function show() { document.querySelector('output').textContent = words.join(' ') }
      addEventListener('DOMContentLoaded', () => words.push('parsed'));
      throw new Error('this one only')
    </script>
    <div></div><output></output>
    <script>document.querySelector('div').innerHTML = '<button onclick="words.push(2); show()">Later</button>'</script>`;
  await openHtml(page, source, true);
  const inner = page.frameLocator('iframe').frameLocator('iframe');
  const before = 'in order CSS1Compat de module parsed loaded';
  await expect(inner.locator('output')).toHaveText(before);
  await inner.getByRole('button', { name: 'Press' }).click();
  await expect(inner.locator('output')).toHaveText(`${before} button click named Grüße`);
  await inner.getByRole('button', { name: 'Later' }).click();
  await expect(inner.locator('output')).toHaveText(`${before} button click named Grüße 2`);
});

test(
  'not even a connection leaves a page without scripts, nor the worker of the tool',
  BOTH,
  async ({ page, app, spy }) => {
    await page.goto(app.url);
    const markup = Object.entries(MARKUP).map(([name, text]) =>
      text.replaceAll('URL', spy.url(name)),
    );
    await openHtml(page, `<!doctype html><head>${markup.join('\n')}`, false);
    const code = `${attempts(WORKER, spy.url)}\nawait new Promise((done) => setTimeout(done, 500));\n'tried'`;
    expect(await runTool(page, code)).toMatch(/Value:\ntried$/);
    await settle(page);
    expect(spy.touched()).toEqual([]);
    await expect(page.frameLocator('iframe').getByRole('cell', { name: 'x' })).toBeVisible();
  },
);

test('code in it reads nothing of ours', BOTH, async ({ page, app, watch }) => {
  watch.expectProblems(/./s);
  await page.goto(app.url);
  await page.evaluate(() => localStorage.setItem('secret', 'x'));
  const reads = [
    'localStorage.secret',
    'sessionStorage.length',
    'document.cookie',
    'indexedDB.open("patchbay") && await new Promise((y, n) => { const r = indexedDB.open("patchbay"); r.onsuccess = y; r.onerror = n })',
    'await caches.keys()',
    'await navigator.storage.getDirectory()',
    'await navigator.serviceWorker.getRegistration()',
    'parent.document',
    'parent.localStorage',
    'parent.location.href',
    'top.eval("1")',
    'frameElement.id',
    'opener.document',
  ];
  const found = await runInFrame(
    page,
    `const found = []; ${reads.map((read) => `try { found.push(${JSON.stringify(read)} + ' = ' + String(${read})) } catch {}`).join('\n')}; say(found.concat(self.origin))`,
  );
  expect(found).toEqual(['null']);
});

test('opened by itself the file does nothing', async ({ page, app }) => {
  await page.goto(`${app.url}sandbox.html`);
  await page.evaluate(() => {
    const { port1 } = new MessageChannel();
    postMessage({ program: '(() => { document.title = "ran" })' }, '*', [port1]);
    return new Promise((done) =>
      addEventListener('message', () => setTimeout(done), { once: true }),
    );
  });
  await expect(page).toHaveTitle('Patchbay sandbox');
});

test(
  'JavaScript of a model ends in a clear result, whatever it does',
  BOTH,
  async ({ page, app, watch }) => {
    watch.expectProblems(/./s);
    await page.goto(app.url);
    const results: [string, string | RegExp][] = [
      ['console.log("a", { b: 1 });\n6 * 7', 'Logged:\na {b: 1}\n\nValue:\n42'],
      ['return await Promise.resolve("later")', 'Value:\nlater'],
      ['const x = 1;', 'It ended without a value.'],
      ['throw "a word"', 'It failed:\nThrown: a word'],
      ['null.x', /^It failed:\nTypeError: /],
      ['const = 1', /^It failed:\nSyntaxError: /],
      ['function f() { return f() }\nf()', /^It failed:\n(RangeError|InternalError): /],
      ['"x".repeat(1e10)', /^It failed:\nRangeError: /],
      ['"x".repeat(1e6)', /x{20000}\n\nIt was stopped at 20000 characters of output/],
      ['while (true) console.log("x".repeat(999))', /It was stopped at 20000 characters of output/],
      ['while (true);', 'It was stopped after 10 seconds, the time limit.'],
      ['while (true) await 0', 'It was stopped after 10 seconds, the time limit.'],
      ['close()', 'It closed its own worker before its end.'],
      ['() => 1', 'Value:\n[Function]'],
      ['postMessage({ type: "end", how: "value", text: "forged" })', /^It failed:\nReferenceError/],
      ['MessagePort.prototype.postMessage = () => {};\n1 + 1', 'Value:\n2'],
      [
        'String.prototype.slice = () => "x".repeat(1e5);\nconsole.log("a")',
        /It was stopped at 20000/,
      ],
      [
        'Promise.reject(new Error("no"));\nawait new Promise((done) => setTimeout(done, 50))',
        /Uncaught Error: no/,
      ],
    ];
    for (const [code, result] of results) {
      const text = await runTool(page, code);
      if (typeof result === 'string') expect(text, code).toBe(result);
      else expect(text, code).toMatch(result);
    }
    expect(await runTool(page, 'while (true);', 300)).toMatch(/^AbortError/);
    await expect(page.locator('iframe')).toHaveCount(0);
  },
);

test('without its server it says so', BOTH, async ({ page, serveDist, watch }) => {
  watch.expectProblems(/./s);
  const site = await serveDist();
  await page.goto(site.url);
  expect(await runTool(page, '1')).toBe('Value:\n1');
  await site.close();
  expect(await runTool(page, '1')).toContain(
    'The sandbox could not be loaded. It needs a connection',
  );
  await expect(page.locator('iframe')).toHaveCount(0);
});
