import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from '../browsers.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../test-results/screenshots',
  globalSetup: '../global-setup.ts',
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  use: { locale: 'en-GB', browserName: 'chromium', ...chromiumLaunch() },
});
