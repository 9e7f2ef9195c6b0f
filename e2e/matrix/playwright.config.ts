import { defineConfig } from '@playwright/test';
import { firefoxLaunch, headlessLaunch } from '../browsers.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/matrix',
  globalSetup: '../global-setup.ts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Two more browsers may have to start within a test, on a busy machine.
  timeout: 60_000,
  // Some answers come only after a browser has made up its mind.
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { trace: 'off', locale: 'en-GB', serviceWorkers: 'block' },
  projects: [
    {
      // The page of loopback, where nothing is asked; every public one is opened in the whole program.
      name: 'chromium',
      testIgnore: 'webkit.spec.ts',
      use: { browserName: 'chromium', ...headlessLaunch() },
    },
    {
      name: 'firefox',
      testIgnore: 'webkit.spec.ts',
      grep: /@firefox/,
      use: { browserName: 'firefox', ...firefoxLaunch() },
    },
    // Drives its browser itself, and asks Playwright for none.
    { name: 'webkit', testMatch: 'webkit.spec.ts' },
  ],
});
