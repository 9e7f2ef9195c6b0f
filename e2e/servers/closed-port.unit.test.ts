import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { closedPort } from './closed-port';

test('nothing answers at a closed port, and no server gets it', async () => {
  const { port, release } = await closedPort();
  const [refusal] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  expect(refusal.code).toBe('ECONNREFUSED');
  const server = createServer().listen(port, '127.0.0.1');
  const [taken] = (await once(server, 'error')) as [NodeJS.ErrnoException];
  expect(taken.code).toBe('EADDRINUSE');
  await release();
});
