import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as ask, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, ROOT } from './build.mjs';
import { freePort, startProcess } from './servers/process.mjs';
import { serveStatic } from './static-server.mjs';

export interface FrontProxy {
  /** Where Patchbay is; the API is at `v1` below it. */
  url: string;
  stop(): Promise<void>;
}

/** `plain`: a dozen lines of Node, which are everywhere; the README has no recipe of it. */
export type FrontProgram = keyof typeof PATHS | 'plain';

/** Where Debian's packages put them; `npm run test:long` installs them where it can. */
const PATHS = { caddy: '/usr/bin/caddy', nginx: '/usr/sbin/nginx' };

export function hasFrontProgram(program: FrontProgram): boolean {
  return program === 'plain' || existsSync(PATHS[program]);
}

/** Starts a proxy, with its recipe of the README where it has one: dist/, and on the same origin the server at `target`. */
export async function startFrontProxy(program: FrontProgram, target: string): Promise<FrontProxy> {
  if (program === 'plain') return startPlain(target);
  const command = PATHS[program];
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `patchbay-${program}-`));
  const file = join(folder, program === 'caddy' ? 'Caddyfile' : 'nginx.conf');
  const server = new URL(target).host;
  writeFileSync(file, program === 'caddy' ? caddyfile(port, server) : nginxConf(port, server));
  const started = await startProcess({
    command:
      program === 'caddy'
        ? [command, 'run', '--config', file, '--adapter', 'caddyfile']
        : [command, '-p', folder, '-c', file, '-e', 'stderr', '-g', 'daemon off;'],
    port,
    seconds: 30,
    health: '/index.html',
    env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  return { url: `${started.origin}/`, stop: started.stop };
}

function caddyfile(port: number, server: string): string {
  const site = recipe('caddyfile', {
    'chat.example.org': `http://127.0.0.1:${String(port)}`,
    '/srv/patchbay': DIST,
    'localhost:8080': server,
  }).replace('{\n', '{\n\tbind 127.0.0.1\n');
  return `{\n\tadmin off\n}\n${site}`;
}

function nginxConf(port: number, server: string): string {
  const site = recipe('nginx', {
    'listen 80;': `listen 127.0.0.1:${String(port)};`,
    '/srv/patchbay': DIST,
    'localhost:8080': server,
  });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${name};`,
  );
  // Its children could not read the folder of root otherwise.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const http = ['access_log off;', 'include /etc/nginx/mime.types;', ...temporary, site];
  return `${user}\npid nginx.pid;\nevents {}\nhttp {\n${http.join('\n')}\n}\n`;
}

/** The block of that language in the README, with the test's own places in it. */
function recipe(language: string, places: Record<string, string>): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, text = ''] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme) ?? [];
  return Object.entries(places).reduce((filled, [from, to]) => {
    if (!filled.includes(from)) throw new Error(`The ${language} of the README has no ${from}`);
    return filled.replaceAll(from, to);
  }, text);
}

async function startPlain(target: string): Promise<FrontProxy> {
  const site = await serveStatic({ root: DIST });
  const pass: RequestListener = (request, response) => {
    const to = request.url?.startsWith('/v1/') ? target : site.origin;
    const { method, headers } = request;
    const onward = ask(new URL(request.url ?? '/', to), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    // Stop in the page is to reach the server.
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await site.close();
    },
  };
}
