import { defineConfig } from '@playwright/test';
import { chromiumLaunch, firefoxLaunch } from './browsers.mjs';

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
  use: { trace: 'retain-on-failure', locale: 'en-GB', serviceWorkers: 'allow' },
  projects: [
    { name: 'chromium', use: { browserName: 'chromium', ...chromiumLaunch() } },
    // A second engine for what differs between engines; everything else would only cost time twice.
    { name: 'firefox', grep: /@firefox/, use: { browserName: 'firefox', ...firefoxLaunch() } },
  ],
});
