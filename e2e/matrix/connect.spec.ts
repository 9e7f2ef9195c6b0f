import { expect } from '@playwright/test';
import { connect, doctor } from '../provider-pages';
import { createGate } from '../servers/scripted';
import { missingFiles } from '../stored-files.mjs';
import { askCell, expectCause } from './ask-cell';
import { cells, nothingThere } from './cells';
import { test } from './fixtures';

/*
 * Page × server: for each, what Connect says. Ports are random: the doctor cannot know a system by its port.
 */
for (const cell of cells) askCell('loopback', cell);
// The context of a public page accepts every certificate, its own being one that nobody signed.
for (const cell of cells) if (cell.cause !== 'certificate') askCell('public, granted', cell);

test('public, granted · http to a public host: mixed-content', async ({ openPage, watch }) => {
  const page = await openPage('public, granted');
  watch.allowOrigins('http://llm.example.com');
  await connect(page, 'http://llm.example.com/v1');
  await expectCause(page, 'mixed-content');
});

test.describe('with all of the page stored', () => {
  // Offline, what loads late comes from the service worker.
  test.use({ serviceWorkers: 'allow' });

  test('loopback · offline, a public host: offline', async ({ openPage, watch }) => {
    const page = await openPage('loopback');
    watch.allowOrigins('https://api.example.com');
    await expect.poll(() => page.evaluate(missingFiles), { timeout: 30_000 }).toBe(0);
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.context().setOffline(true);
    await connect(page, 'https://api.example.com/v1');
    await expectCause(page, 'offline');
  });
});

for (const kind of ['loopback', 'public, granted'] as const) {
  test(`${kind} · a silent server: slow`, async ({ openPage, serve }) => {
    const gate = createGate();
    const server = await serve({ before: gate });
    const page = await openPage(kind);
    await page.clock.install();
    await connect(page, server.url);
    await gate.reached;
    await expect(doctor(page)).not.toHaveAttribute('data-cause');
    await page.clock.runFor(5_000);
    await expectCause(page, 'slow');
    gate.open();
    await expectCause(page, 'ok');
  });
}

for (const kind of ['public, denied', 'public, never asked'] as const) {
  for (const open of [true, false]) {
    test(`${kind} · CORS ${open ? 'on' : 'off'}: local-network-blocked`, async ({
      openPage,
      serve,
    }) => {
      const server = await serve({ cors: open ? 'on' : 'off' });
      const page = await openPage(kind);
      await connect(page, server.url);
      // A browser without a window answers its own question with no.
      await expectCause(page, 'local-network-blocked');
    });
  }

  test(`${kind} · closed port: local-network-blocked`, async ({ openPage, later, watch }) => {
    const { url } = await nothingThere({ later });
    watch.allowOrigins(url);
    const page = await openPage(kind);
    await connect(page, url);
    await expectCause(page, 'local-network-blocked');
  });
}

test(
  'public, asked · CORS on: local-network-prompt',
  { tag: '@firefox' },
  async ({ openPage, serve }) => {
    const server = await serve();
    const page = await openPage('public, asked');
    await connect(page, server.url);
    // The browser's question is open, and nobody answers it.
    await expectCause(page, 'local-network-prompt');
  },
);

test(
  'public, asked · closed port: unreachable',
  { tag: '@firefox' },
  async ({ openPage, later, watch }) => {
    const { url } = await nothingThere({ later });
    watch.allowOrigins(url);
    const page = await openPage('public, asked');
    await connect(page, url);
    // No question is asked about a port where nothing listens.
    await expectCause(page, 'unreachable');
  },
);
