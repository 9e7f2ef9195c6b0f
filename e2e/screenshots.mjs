// `npm run screenshots`: takes the pictures of the README and the manifest anew, into public/screenshots.
import { runSteps, script, tool } from './steps.mjs';

await runSteps([
  { name: 'build', command: script('build') },
  {
    name: 'screenshots',
    command: tool('@playwright/test/cli.js', 'test', '-c', 'e2e/screenshots'),
    counts: 'playwright',
    needs: 'build',
  },
]);
