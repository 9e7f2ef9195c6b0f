import { defineConfig } from '@playwright/test';
import { headlessLaunch } from '../browsers.mjs';

const server = process.env['PATCHBAY_SERVER'] ?? 'llamacpp';

// The whole journey needs a server that tells whether it works on a request; the short one is for all others.
const testMatch =
  { llamacpp: /(?<!short-journey)\.spec\.ts$/, vllm: /\.spec\.ts$/ }[server] ??
  /(short-journey|contract)\.spec\.ts$/;

export default defineConfig({
  testDir: '.',
  testMatch,
  outputDir: '../../test-results/servers',
  globalSetup: '../global-setup.ts',
  forbidOnly: true,
  // Each server takes a core of its own.
  workers: 1,
  retries: 0,
  // vLLM alone takes two minutes to start, and Python's torch its time.
  timeout: { llamacpp: 120_000, vllm: 900_000 }[server] ?? 400_000,
  // A server that has just started takes its time for the first words too.
  expect: { timeout: server === 'llamacpp' ? 5_000 : 60_000 },
  reporter: [['list']],
  use: {
    trace: 'off',
    locale: 'en-GB',
    browserName: 'chromium',
    ...headlessLaunch(),
  },
});
