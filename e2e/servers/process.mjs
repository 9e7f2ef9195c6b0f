// Starts a real server as a process of its own, waits until it answers, and ends exactly that process.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/**
 * @typedef {object} RealServer
 * @property {string} origin
 * @property {string} url the base URL that a person would type
 * @property {number} port
 * @property {number} pid
 * @property {() => string} log everything it has printed so far
 * @property {() => Promise<void>} stop asks it to end, and waits for that
 * @property {() => Promise<void>} kill ends it at once, as a crash does
 */

/**
 * Resolves when `health` answers 200; rejects with the end of the log when the process ends before, or with time running out.
 * @param {{ command: string[], port: number, seconds: number, health?: string, env?: Record<string, string> }} options
 * @returns {Promise<RealServer>}
 */
export async function startProcess({
  command: [program = '', ...rest],
  port,
  seconds,
  health = '/health',
  env = {},
}) {
  // A group of its own: a server with children is ended with them.
  const child = spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  child.stdout.on('data', (/** @type {Buffer} */ piece) => (log += piece.toString()));
  child.stderr.on('data', (/** @type {Buffer} */ piece) => (log += piece.toString()));
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      log += error.message;
      resolve();
    });
  });
  /** @param {NodeJS.Signals} name */
  const signal = (name) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, name);
  };
  const endWithUs = () => signal('SIGKILL');
  process.once('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));

  const origin = `http://127.0.0.1:${port}`;
  const failure = await Promise.race([
    ended.then(() => 'ended'),
    answers(`${origin}${health}`, seconds, ended),
  ]);
  if (failure) {
    signal('SIGKILL');
    throw new Error(`${program} ${failure}:\n${log.slice(-2000)}`);
  }
  return {
    origin,
    url: `${origin}/v1`,
    port,
    pid: child.pid ?? 0,
    log: () => log,
    stop: () => end(signal, ended),
    kill: async () => {
      signal('SIGKILL');
      await ended;
    },
  };
}

/**
 * A server that needs others behind it: it is what one asks, and ends with all of them.
 * @param {RealServer} server
 * @param {RealServer[]} behind
 * @returns {RealServer}
 */
export function inFrontOf(server, behind) {
  const all = [server, ...behind];
  /** @param {(one: RealServer) => Promise<void>} act */
  const each = async (act) => void (await Promise.all(all.map(act)));
  return {
    ...server,
    log: () => all.map((one) => one.log()).join('\n'),
    stop: () => each((one) => one.stop()),
    kill: () => each((one) => one.kill()),
  };
}

/**
 * @param {(name: NodeJS.Signals) => void} signal
 * @param {Promise<void>} ended
 */
async function end(signal, ended) {
  signal('SIGTERM');
  const timer = setTimeout(() => signal('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

/**
 * @param {string} url
 * @param {number} seconds
 * @param {Promise<void>} ended
 * @returns {Promise<string | undefined>} what went wrong, if anything
 */
async function answers(url, seconds, ended) {
  const child = { ended: false };
  void ended.then(() => (child.ended = true));
  const deadline = Date.now() + seconds * 1000;
  while (!child.ended && Date.now() < deadline) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return `did not answer within ${seconds} s`;
}

/**
 * A port of 127.0.0.1 that is free now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
