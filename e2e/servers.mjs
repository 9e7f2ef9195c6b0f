// `npm run test:servers`: the journeys against a real server that is installed with pip into .servers/.
// llama.cpp unless told: `npm run test:servers -- vllm`. Further words go to Playwright.
import { installLlamaServer } from './servers/llamacpp.mjs';
import { installVllmServer } from './servers/vllm.mjs';
import { report, runSteps, tool } from './steps.mjs';

const [first = '', ...rest] = process.argv.slice(2);
const server = first === 'vllm' ? 'vllm' : 'llamacpp';
const words = first === 'vllm' || first === 'llamacpp' ? rest : process.argv.slice(2);

try {
  console.log(`Installing ${server} if need be …`);
  if (server === 'vllm') installVllmServer();
  else installLlamaServer();
  await runSteps([
    {
      name: server,
      command: tool('@playwright/test/cli.js', 'test', '-c', 'e2e/servers', ...words),
      counts: 'playwright',
      env: { PATCHBAY_SERVER: server },
    },
  ]);
} catch (error) {
  const note = error instanceof Error ? error.message : String(error);
  report([{ name: `${server}: install`, passed: 0, failed: 1, seconds: 0, note }]);
}
