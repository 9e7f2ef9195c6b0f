// FastChat's real OpenAI server, with its controller and a model worker on the CPU.
import { installLlamaServer } from './llamacpp.mjs';
import { freePort, inFrontOf, startProcess } from './process.mjs';
import { environmentPython, installRequirements, modelFolder, offlineHub } from './python.mjs';

const NAME = 'fastchat';

/** Installs the server and makes the models; quick when that was done before. */
export function installFastChat() {
  // The models are made with the packages of the other server.
  installLlamaServer();
  installRequirements(NAME);
}

/**
 * Starts the three on 127.0.0.1. Needs `installFastChat` once before.
 * @param {{ model: 'parrot-chat' | 'parrot-tool' | 'parrot-long', key?: string, port?: number, origins?: string[] }} options
 *   without `origins` the server's own default holds: every page
 * @returns {Promise<import('./process.mjs').RealServer>}
 */
export async function startFastChat({ model, key, port, origins }) {
  /** @type {import('./process.mjs').RealServer[]} */
  const running = [];
  /**
   * @param {string} program
   * @param {number} chosen
   * @param {string[]} words
   */
  const start = async (program, chosen, words) => {
    const server = await startProcess({
      command: [
        environmentPython(NAME),
        ...['-m', `fastchat.serve.${program}`, '--host', '127.0.0.1', '--port', String(chosen)],
        ...words,
      ],
      port: chosen,
      seconds: 180,
      // The page that FastAPI makes by itself: none of the three tells its health.
      health: '/docs',
      // No folder for log files: what they print is enough.
      env: { ...offlineHub(), LOGDIR: '' },
    });
    running.unshift(server);
    return server;
  };
  try {
    const controller = await start('controller', await freePort(), []);
    const controlled = ['--controller-address', controller.origin];
    const workerPort = await freePort();
    await start('model_worker', workerPort, [
      ...['--model-path', modelFolder(model), '--model-names', model, '--device', 'cpu'],
      ...[...controlled, '--worker-address', `http://127.0.0.1:${workerPort}`],
    ]);
    const server = await start('openai_api_server', port ?? (await freePort()), [
      ...controlled,
      ...(key ? ['--api-keys', key] : []),
      ...(origins ? ['--allowed-origins', JSON.stringify(origins)] : []),
    ]);
    return inFrontOf(server, running.slice(1));
  } catch (error) {
    await Promise.all(running.map((server) => server.stop()));
    throw error;
  }
}
