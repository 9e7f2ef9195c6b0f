// `npm run test:matrix`: what the doctor says on every kind of page before every kind of server, in three engines.
// Words go to Playwright: `npm run test:matrix -- -g "closed port"`.
import { installWebKit } from './matrix/webkit-install.mjs';
import { report, runSteps, tool } from './steps.mjs';

const words = process.argv.slice(2);

/** @param {string} name */
const engine = (name) => ({
  name,
  command: tool('@playwright/test/cli.js', 'test', '-c', 'e2e/matrix', '--project', name, ...words),
  counts: /** @type {const} */ ('playwright'),
});

try {
  // The virtual screen comes with it, which Chromium needs too where it shall ask a question.
  installWebKit();
  await runSteps(['chromium', 'firefox', 'webkit'].map(engine));
} catch (error) {
  // A machine where it cannot be installed has not passed.
  const note = error instanceof Error ? error.message : String(error);
  report([{ name: 'webkit: install', passed: 0, failed: 1, seconds: 0, note }]);
}
