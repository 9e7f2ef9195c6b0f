import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** Listens for anything at all, at an address of its own for each name, so that it is known what was heard of. */
export interface Spy {
  url(name: string): string;
  /** Names whose address was asked for something. */
  asked(): string[];
  /** Names whose address was connected to, with or without a request, and by what. */
  touched(): Touch[];
  /** What was heard until now counts no more. */
  forget(): void;
  close(): Promise<void>;
}

export interface Touch {
  name: string;
  /** Of a UDP packet also how it begins, which tells STUN from QUIC. */
  by: string;
}

/**
 * Ports below those that systems hand out. A spy has so many that some would have been another test's a moment ago, whose
 * page still tries to reach it. Each worker has its own, and takes them in turns.
 */
const FIRST_PORT = 20_000;
const PORTS = 2_000;
const WORKERS = 6;
let next = Math.floor(Math.random() * PORTS);

function takePort(worker: number): number {
  next = (next + 1) % PORTS;
  return FIRST_PORT + (worker % WORKERS) * PORTS + next;
}

/** A socket and a server at the same port; another program may hold that number for one of the two. */
async function listenAtOnePort(
  server: Server,
  worker: number,
  onMessage: (message: Buffer) => void,
): Promise<Socket> {
  for (let tries = 1; ; tries += 1) {
    const socket = createSocket('udp4').on('message', onMessage);
    const port = takePort(worker);
    try {
      socket.bind(port, '127.0.0.1');
      await once(socket, 'listening');
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return socket;
    } catch (error) {
      socket.close();
      if (tries === 20) throw error;
    }
  }
}

/** Starts one server for each name, on 127.0.0.1; `worker` is the number of the test's worker. */
export async function startSpy(names: readonly string[], worker: number): Promise<Spy> {
  const asked = new Set<string>();
  const touched = new Map<string, Touch>();
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  const urls = new Map<string, string>();
  for (const name of names) {
    const server = createServer((_request, response) => {
      asked.add(name);
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('ok');
    });
    const touch = (by: string) => touched.set(name, { name, by });
    server.on('connection', () => touch('TCP'));
    server.on('upgrade', (_request, socket) => {
      asked.add(name);
      socket.destroy();
    });
    const socket = await listenAtOnePort(server, worker, (message) =>
      touch(`UDP ${message.subarray(0, 8).toString('hex')}`),
    );
    const { port } = socket.address();
    servers.push(server);
    sockets.push(socket);
    urls.set(name, `http://127.0.0.1:${String(port)}/`);
  }
  return {
    url: (name) => urls.get(name) ?? '',
    asked: () => [...asked],
    touched: () => [...touched.values()],
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
