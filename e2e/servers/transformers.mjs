// The server that the Python package transformers carries, on the CPU.
import { installLlamaServer } from './llamacpp.mjs';
import { freePort, startProcess } from './process.mjs';
import { environmentProgram, installRequirements, modelFolder, offlineHub } from './python.mjs';

const NAME = 'transformers';

/** Installs the server and makes the models; quick when that was done before. */
export function installTransformers() {
  // The models are made with the packages of the other server.
  installLlamaServer();
  installRequirements(NAME);
}

/**
 * Starts the server on 127.0.0.1; its one model is called by its folder. Needs `installTransformers` once before.
 * @param {{ model: 'parrot-chat' | 'parrot-tool' | 'parrot-long', port?: number, origins?: string[] }} options
 *   its `--enable-cors` knows no list: any `origins` let every page in, an empty list is its own default, none
 * @returns {Promise<import('./process.mjs').RealServer>}
 */
export async function startTransformers({ model, port, origins = ['*'] }) {
  const chosen = port ?? (await freePort());
  const words = ['--host', '127.0.0.1', '--port', String(chosen), '--device', 'cpu'];
  return startProcess({
    command: [
      environmentProgram(NAME, 'transformers'),
      'serve',
      modelFolder(model),
      ...words,
      ...(origins.length > 0 ? ['--enable-cors'] : []),
    ],
    port: chosen,
    seconds: 300,
    env: offlineHub(),
  });
}
