import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIST } from './build.mjs';
import { ESCAPES, HELPERS } from './escapes';
import { expect, test } from './fixtures';
import { type Spy, startSpy } from './spy-server';

const NAMES = Object.keys(ESCAPES);

const spied = test.extend<{ spy: Spy }>({
  spy: async ({ watch }, use) => {
    const spy = await startSpy(NAMES);
    watch.allowOrigins(...NAMES.map((name) => spy.url(name)));
    // Each attempt is a violation that the browser tells of.
    watch.expectProblems(/./s);
    await use(spy);
    await spy.close();
  },
});

const attempt = (name: string, spy: Spy): string =>
  `const url = ${JSON.stringify(spy.url(name))}; ${HELPERS}; try { ${ESCAPES[name]} } catch {}`;

for (const level of ['control', 'frame', 'page']) {
  spied(`lab ${level}`, { tag: '@firefox' }, async ({ page, app, spy }) => {
    await page.goto(level === 'control' ? `${spy.url('fetch')}` : app.url);
    const sources = NAMES.map((name) => attempt(name, spy));
    const path = readdirSync(join(DIST, 'assets')).find((f) => f.startsWith('open-sandbox'));
    page.on(
      'framenavigated',
      (frame) => frame === page.mainFrame() && console.log('NAVIGATED', frame.url()),
    );
    for (const [index, source] of sources.entries()) {
      await page
        .evaluate(
          async ({ level, source, path }) => {
            const place = document.createElement('div');
            document.body.append(place);
            if (level === 'control') {
              const frame = document.createElement('iframe');
              frame.srcdoc = `<body><script>${source}</script>`;
              place.append(frame);
            } else if (level === 'frame') {
              const frame = document.createElement('iframe');
              frame.setAttribute('sandbox', 'allow-scripts');
              frame.src = 'sandbox.html';
              await new Promise((done) => {
                frame.onload = done;
                place.append(frame);
              });
              frame.contentWindow?.postMessage({ program: `(() => { ${source} })` }, '*', [
                new MessageChannel().port1,
              ]);
            } else {
              const { openPreviews } = await import(`/assets/${path}`);
              const clock = {
                now: Date.now,
                after: (ms: number, f: () => void) => {
                  const t = setTimeout(f, ms);
                  return () => clearTimeout(t);
                },
              };
              openPreviews(clock)(
                place,
                {
                  kind: 'html',
                  source: `<body><script>${source}</script>`,
                  scripts: true,
                  theme: 'light',
                },
                {
                  onShown() {},
                  onHeight() {},
                  onEscape() {},
                  onProblem(w: string) {
                    console.log('PROBLEM', w);
                  },
                },
              );
            }
            await new Promise((done) => setTimeout(done, 150));
          },
          { level, source, path },
        )
        .catch((e) => console.log(NAMES[index], String(e).slice(0, 100)));
      if (!page.url().startsWith(level === 'control' ? spy.url('fetch') : app.url)) {
        console.log('gone by', NAMES[index]);
        await page.goto(level === 'control' ? `${spy.url('fetch')}` : app.url);
      }
    }
    await page.waitForTimeout(3000);
    console.log(level, 'heard', JSON.stringify(spy.heard()));
    console.log(level, 'not heard', JSON.stringify(NAMES.filter((n) => !spy.heard().includes(n))));
  });
}
