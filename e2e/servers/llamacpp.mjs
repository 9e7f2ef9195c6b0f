// llama.cpp's real HTTP server, out of the PyPI package xllamacpp.
import { freePort, startProcess } from './process.mjs';
import { environmentPython, ggufFile, here, installRequirements, makeModels } from './python.mjs';

const NAME = 'llamacpp';

/** Installs the server and makes the models; quick when that was done before. */
export function installLlamaServer() {
  makeModels(installRequirements(NAME));
}

/**
 * Starts the server on 127.0.0.1; its one model is listed under its name. Needs `installLlamaServer` once before.
 * @param {{ model: 'parrot-chat' | 'parrot-tool' | 'parrot-tools' | 'parrot-long' | 'gemma-3-270m', key?: string, ctx?: number, port?: number }} options
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
 * Whether the server works on a request, by its own log. Asking `/slots` again and again would change what is looked at:
 * each answer wakes the waiting request, whose once-a-second look for a client that left then never comes.
 * @param {import('./process.mjs').RealServer} server
 * @returns {Promise<boolean>}
 */
export function isLlamaServerBusy(server) {
  const count = (/** @type {RegExp} */ line) => (server.log().match(line) ?? []).length;
  const begun = count(/slot launch_slot_: .*processing task/g);
  const released = count(/slot +release: .*stop processing/g);
  return Promise.resolve(begun > released);
}
