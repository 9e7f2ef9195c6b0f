// `npm start`: builds the page and serves it on the one address that a person's chats belong to.
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, DIST } from './build.mjs';
import { serveStatic } from './static-server.mjs';

const PORT = 7282;
const LOOPBACK = ['127.0.0.1', '::1'];

const OTHER_PORT = `Chats belong to their address: those kept on ${address(PORT)} are not shown here, nor these there.`;

const HELP = `npm start [-- OPTIONS]
  --port N     serve on another port; chats belong to their address, so that one has its own
  --host       serve to the local network too, not only to this machine
  --no-build   serve dist/ as it is`;

const options = readOptions();
if (options.help) {
  console.log(HELP);
} else if (await answersAsPatchbay(options.port)) {
  console.log(`Patchbay already runs on ${address(options.port)}`);
} else {
  await serve();
}

async function serve() {
  if (options.build) {
    // Asked before the build: nobody should wait for a page that cannot be served.
    await (await bind()).close();
    await buildOrStop();
  } else if (!existsSync(join(DIST, 'index.html'))) {
    stop('There is no dist/ to serve yet. Start without --no-build.');
  }
  const site = await bind();
  console.log(`Patchbay runs on ${address(options.port)}`);
  if (options.port !== PORT) console.log(OTHER_PORT);
  if (options.host) console.log(localNetworkWords());
  console.log('Ctrl+C stops it.');
  const close = () => void site.close().then(() => process.exit(0));
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
}

function localNetworkWords() {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const urls = all
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => `http://${entry.address}:${options.port}`);
  return [
    `On the local network: ${urls.join(' ') || 'no address found'}`,
    'Those addresses are not secure origins: there a browser has no offline start, no installing, no locks between tabs',
    'and no clipboard. Patchbay runs without them and names what is missing.',
  ].join('\n');
}

async function bind() {
  const hosts = options.host ? ['0.0.0.0', '::'] : LOOPBACK;
  try {
    return await serveStatic({ root: DIST, port: options.port, hosts });
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EADDRINUSE') {
      return stop(
        `Port ${options.port} is in use by another program. Stop that one, or serve elsewhere: npm start -- --port ${options.port + 1}\n` +
          'Chats belong to their address: on another port you see only the chats of that port.',
      );
    }
    if (code === 'EACCES')
      return stop(`This user may not serve on port ${options.port}. Choose one above 1023.`);
    return stop(`Patchbay cannot serve on port ${options.port}: ${message}`);
  }
}

async function buildOrStop() {
  console.log('Building …');
  try {
    await build();
  } catch (error) {
    console.error(error);
    stop('The build failed, see above.');
  }
}

/**
 * Whether Patchbay itself holds the port, on either loopback address.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
async function answersAsPatchbay(port) {
  const answers = LOOPBACK.map(async (host) => {
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
    const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
    return /<title>\s*Patchbay/.test(await response.text());
  });
  const settled = await Promise.allSettled(answers);
  return settled.some((answer) => answer.status === 'fulfilled' && answer.value);
}

/** @param {number} port */
function address(port) {
  return `http://localhost:${port}`;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: String(PORT) },
        host: { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      return stop(`--port takes a number from 1 to 65535, not "${values.port}".`);
    }
    return { port, host: values.host, build: !values['no-build'], help: values.help };
  } catch (error) {
    return stop(`${/** @type {Error} */ (error).message}\n\n${HELP}`);
  }
}

/**
 * @param {string} words
 * @returns {never}
 */
function stop(words) {
  console.error(`\n${words}\n`);
  process.exit(1);
}
