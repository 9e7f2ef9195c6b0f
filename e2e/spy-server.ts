import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** Listens for anything at all, at an address of its own for each name, so that it is known what was heard of. */
export interface Spy {
  url(name: string): string;
  /** Names whose address was asked for something. */
  asked(): string[];
  /** Names whose address was connected to, by TCP or UDP, with or without a request. */
  touched(): string[];
  /** What was heard until now counts no more. */
  forget(): void;
  close(): Promise<void>;
}

/** A socket and a server at the same port; another program may hold that number for one of the two. */
async function listenAtOnePort(server: Server, onMessage: () => void): Promise<Socket> {
  for (let tries = 1; ; tries += 1) {
    const socket = createSocket('udp4').on('message', onMessage);
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    try {
      server.listen(socket.address().port, '127.0.0.1');
      await once(server, 'listening');
      return socket;
    } catch (error) {
      socket.close();
      if (tries === 20) throw error;
    }
  }
}

/** Starts one server for each name, on 127.0.0.1. */
export async function startSpy(names: readonly string[]): Promise<Spy> {
  const asked = new Set<string>();
  const touched = new Set<string>();
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  const urls = new Map<string, string>();
  for (const name of names) {
    const server = createServer((_request, response) => {
      asked.add(name);
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('ok');
    });
    server.on('connection', () => touched.add(name));
    server.on('upgrade', (_request, socket) => {
      asked.add(name);
      socket.destroy();
    });
    const socket = await listenAtOnePort(server, () => touched.add(name));
    const { port } = socket.address();
    servers.push(server);
    sockets.push(socket);
    urls.set(name, `http://127.0.0.1:${String(port)}/`);
  }
  return {
    url: (name) => urls.get(name) ?? '',
    asked: () => [...asked],
    touched: () => [...touched],
    forget() {
      asked.clear();
      touched.clear();
    },
    async close() {
      for (const socket of sockets) socket.close();
      await Promise.all(servers.map(closeServer));
    },
  };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
