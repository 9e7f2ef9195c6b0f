import { defineConfig } from 'vitest/config';
import solid from 'vite-plugin-solid';

export default defineConfig({
  base: './',
  plugins: [solid()],
  build: { target: 'es2022' },
  test: { include: ['src/**/*.test.ts', 'e2e/**/*.unit.test.ts'], environment: 'node' },
  resolve: { conditions: process.env['VITEST'] ? ['browser', 'development'] : [] },
});
