// `npm run test:servers`: the journeys against a real server that is installed with pip into .servers/.
// llama.cpp unless told: `npm run test:servers -- vllm`. Further words go to Playwright.
import { installFastChat } from './servers/fastchat.mjs';
import { installLiteLlm } from './servers/litellm.mjs';
import { installLlamaServer } from './servers/llamacpp.mjs';
import { installTransformers } from './servers/transformers.mjs';
import { installVllmServer } from './servers/vllm.mjs';
import { report, runSteps, tool } from './steps.mjs';

/** @type {Record<string, () => void>} */
const installs = {
  llamacpp: installLlamaServer,
  vllm: installVllmServer,
  litellm: installLiteLlm,
  fastchat: installFastChat,
  transformers: installTransformers,
};

const [first = '', ...rest] = process.argv.slice(2);
const isNamed = Object.hasOwn(installs, first);
const server = isNamed ? first : 'llamacpp';
const words = isNamed ? rest : process.argv.slice(2);

try {
  console.log(`Installing ${server} if need be …`);
  installs[server]?.();
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
