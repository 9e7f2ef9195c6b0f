// `npm run test:long`: the browser journeys that `npm test` has no time for.
import { LONG } from './long-specs.mjs';
import { runSteps, script, tool } from './steps.mjs';

await runSteps([
  { name: 'known vulnerabilities', command: [process.execPath, 'e2e/audit.mjs'] },
  { name: 'build', command: script('build') },
  {
    name: 'long journeys',
    command: tool('@playwright/test/cli.js', 'test', '-c', 'e2e', '--grep', LONG),
    counts: 'playwright',
    needs: 'build',
  },
]);
