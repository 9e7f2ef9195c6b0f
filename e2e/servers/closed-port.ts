import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export interface ClosedPort {
  /** Of 127.0.0.1. */
  port: number;
  release: () => Promise<void>;
}

/**
 * A port where nothing listens, and nothing that starts meanwhile does: it is the near end of a connection of ours. One
 * that was merely free a moment ago may be the next test's server.
 */
export async function closedPort(): Promise<ClosedPort> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[far]] = (await Promise.all([once(server, 'connection'), once(near, 'connect')])) as [
    [Socket],
    unknown,
  ];
  return {
    port: near.localPort ?? 0,
    async release() {
      near.destroy();
      far.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
