import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request meets in place of its file. */
export type Fault =
  /** The connection ends before a byte has come, or after half of them. */
  | 'cut'
  | 'half'
  | 'not-found'
  | 'broken'
  /** A host that answers everything with the page. */
  | 'page'
  /** The answer is whole, the file is not. */
  | 'short';

export interface FrontServer {
  origin: string;
  url: string;
  /** Where the files come from, from now on: a deployment. */
  target: string;
  /** Asked for each request by its path; nothing goes wrong without it. */
  fault: ((path: string) => Fault | undefined) | undefined;
  close(): Promise<void>;
}

/** Stands before a static server and lets things go wrong. No HTTP cache keeps what it sends. */
export async function startFront(target: string): Promise<FrontServer> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    respond(front, path, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const front: FrontServer = {
    origin,
    url: `${origin}/`,
    target,
    fault: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return front;
}

async function respond(front: FrontServer, path: string, response: ServerResponse): Promise<void> {
  const fault = front.fault?.(path);
  if (fault === 'cut') return void response.destroy();
  if (fault === 'not-found' || fault === 'broken') {
    return void response.writeHead(fault === 'broken' ? 500 : 404).end('<p>Sorry</p>');
  }
  const file = await fetch(front.target + (fault === 'page' ? '/' : path));
  const body = Buffer.from(await file.arrayBuffer());
  const half = body.subarray(0, Math.floor(body.length / 2));
  const sent = fault === 'short' ? half : body;
  response.writeHead(file.status, {
    'content-type': file.headers.get('content-type') ?? 'application/octet-stream',
    'content-length': sent.length,
    'cache-control': 'no-store',
  });
  if (fault !== 'half') return void response.end(sent);
  response.write(half, () => response.destroy());
}
