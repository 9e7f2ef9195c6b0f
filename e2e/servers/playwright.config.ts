import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from '../browsers.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/servers',
  globalSetup: '../global-setup.ts',
  forbidOnly: true,
  // Each server takes a core of its own.
  workers: 1,
  retries: 0,
  // vLLM alone takes two minutes to start.
  timeout: process.env['PATCHBAY_SERVER'] === 'vllm' ? 900_000 : 120_000,
  reporter: [['list']],
  use: {
    trace: 'retain-on-failure',
    locale: 'en-GB',
    browserName: 'chromium',
    ...chromiumLaunch(),
  },
});
