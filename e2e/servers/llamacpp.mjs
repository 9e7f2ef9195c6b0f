// llama.cpp's real HTTP server, out of the PyPI package xllamacpp.
import { readFileSync } from 'node:fs';
import { freePort, startProcess } from './process.mjs';
import {
  environmentPython,
  ggufFile,
  here,
  makeEnvironment,
  makeModels,
  once,
  runToEnd,
} from './python.mjs';

const NAME = 'llamacpp';

/** Installs the server and makes the models; quick when that was done before. */
export function installLlamaServer() {
  const python = makeEnvironment(NAME);
  const requirements = here('requirements-llamacpp.txt');
  once('packages-of-llamacpp', [readFileSync(requirements, 'utf8')], () =>
    runToEnd(
      python,
      '-m',
      'pip',
      'install',
      '-q',
      '--disable-pip-version-check',
      '-r',
      requirements,
    ),
  );
  makeModels(python);
}

/**
 * Starts the server on 127.0.0.1; its one model is listed under its name. Needs `installLlamaServer` once before.
 * @param {{ model: 'parrot-chat' | 'parrot-tool' | 'parrot-long' | 'gemma-3-270m', key?: string, ctx?: number, port?: number }} options
 *   `ctx` is the context it loads the model with (1024), smaller than what the models were trained for
 * @returns {Promise<import('./process.mjs').RealServer>}
 */
export async function startLlamaServer({ model, key, ctx = 1024, port }) {
  const chosen = port ?? (await freePort());
  const words = ['--port', String(chosen), '--model', ggufFile(model), '--ctx', String(ctx)];
  return startProcess({
    command: [
      environmentPython(NAME),
      here('serve_llamacpp.py'),
      ...words,
      ...(key ? ['--key', key] : []),
    ],
    port: chosen,
    seconds: 60,
  });
}

/**
 * Whether the server works on a request, by its own `/slots`.
 * @param {import('./process.mjs').RealServer} server
 * @param {string} [key]
 * @returns {Promise<boolean>}
 */
export async function isLlamaServerBusy(server, key) {
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  const slots = await (await fetch(`${server.origin}/slots`, { headers })).json();
  return slots.some((/** @type {{ is_processing: boolean }} */ slot) => slot.is_processing);
}
