/** The reference MCP server, as its own process on 127.0.0.1. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Everything {
  url: string;
  /** Resolves when the process is gone. */
  stop: () => Promise<void>;
}

const entry = import.meta
  .resolve('@modelcontextprotocol/server-everything/dist/transports/streamableHttp.js');
const onLoopback = fileURLToPath(new URL('loopback-only.mjs', import.meta.url));

/** Starts it on a port of its own choice (0 is not told by it), and waits until it listens. */
export async function startEverything(port: number): Promise<Everything> {
  const child = spawn(process.execPath, ['--import', onLoopback, fileURLToPath(entry)], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  await listening(child);
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    stop: () =>
      new Promise((resolve) => {
        // It may have ended before.
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words += chunk.toString();
      if (words.includes('listening on port')) resolve();
    });
    child.once('exit', () => reject(new Error(`The server ended: ${words}`)));
  });
}
