import { defineConfig } from '@playwright/test';
import { firefoxLaunch, headlessLaunch } from './browsers.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // Those need real servers or take long: npm run test:servers, npm run test:matrix.
  testIgnore: ['servers/**', 'matrix/**'],
  outputDir: '../test-results/browser',
  // Pictures of screens.spec.ts, written by `npm run screenshots` alone.
  snapshotPathTemplate: '{testDir}/screens/{arg}{ext}',
  updateSnapshots: 'none',
  globalSetup: './global-setup.ts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Waiting ends with what is waited for: patience costs nothing, and a busy machine needs it.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  // A trace takes as long as the test: `--trace retain-on-failure` when one is looked for. A service worker fetches
  // all of the app beside each test: those that are about it allow it.
  use: { trace: 'off', locale: 'en-GB', serviceWorkers: 'block' },
  projects: [
    { name: 'chromium', use: { browserName: 'chromium', ...headlessLaunch() } },
    // A second engine for what differs between engines; everything else would only cost time twice.
    { name: 'firefox', grep: /@firefox/, use: { browserName: 'firefox', ...firefoxLaunch() } },
  ],
});
