// Loaded before a server that would listen on every interface: it listens on this computer alone.
import { Server } from 'node:net';

const { listen } = Server.prototype;

/** @this {Server} */
function listenHere(/** @type {unknown[]} */ ...args) {
  const [port, ...rest] = args;
  return Reflect.apply(listen, this, [{ port: Number(port), host: '127.0.0.1' }, ...rest]);
}

Server.prototype.listen = /** @type {typeof listen} */ (listenHere);
