import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from './build.mjs';
import { freePort } from './servers/process.mjs';

// A test that fails in the middle must not leave its server behind.
const started: ChildProcess[] = [];
test.afterEach(() => started.splice(0).forEach((child) => child.kill()));

function start(...words: string[]) {
  const child = spawn(process.execPath, [join(ROOT, 'e2e/start.mjs'), '--no-build', ...words]);
  started.push(child);
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, ended, output: () => output };
}

test('npm start serves on the loopback addresses only, and a second one says that it runs', async () => {
  const port = await freePort();
  const first = start('--port', String(port));
  await expect.poll(first.output).toContain(`Patchbay runs on http://localhost:${String(port)}`);
  await expect.poll(first.output).toContain('Chats belong to their address');
  expect((await fetch(`http://127.0.0.1:${String(port)}/`)).status).toBe(200);
  const lan = Object.values(networkInterfaces())
    .flat()
    .find((entry) => entry && !entry.internal && entry.family === 'IPv4');
  if (lan) await expect(fetch(`http://${lan.address}:${String(port)}/`)).rejects.toThrow();

  const second = start('--port', String(port));
  expect(await second.ended).toBe(0);
  expect(second.output()).toContain('already runs');

  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
});

test('a port that another program holds is named, with the way out, and nothing else is served', async () => {
  const other = createServer((_request, response) =>
    response.end('<title>Another program</title>'),
  );
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const run = start('--port', String(port));
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain(`Port ${String(port)} is in use`);
  expect(run.output()).toContain('--port');
  expect(run.output()).not.toContain('runs on');
  other.close();
});

test('--host says what an insecure origin lacks', async () => {
  const run = start('--host', '--port', String(await freePort()));
  await expect.poll(run.output).toContain('not secure origins');
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(0);
});
