// `npm run screenshots`: takes the pictures of the README and the manifest anew, into public/screenshots, and whatever the
// main screens are compared with, into e2e/screens.
import { runSteps, script, tool } from './steps.mjs';

await runSteps([
  { name: 'build', command: script('build') },
  {
    name: 'main screens',
    command: tool('@playwright/test/cli.js', 'test', '-c', 'e2e', '/screens.spec', '-u'),
    counts: 'playwright',
    needs: 'build',
    env: { RENEW_SCREENS: '1' },
  },
  {
    name: 'smaller pictures',
    command: [process.execPath, 'e2e/screens/shrink.mjs'],
    needs: 'main screens',
  },
  {
    name: 'screenshots',
    command: tool('@playwright/test/cli.js', 'test', '-c', 'e2e/screenshots'),
    counts: 'playwright',
    needs: 'build',
  },
]);
