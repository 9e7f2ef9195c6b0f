import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A screen that nobody sees, for browsers that want one. */
export interface Screen {
  /** The value of the environment variable DISPLAY. */
  display: string;
  close(): Promise<void>;
}

/** Starts Xvfb on a number that is free: it picks one, and writes it to the pipe. */
export async function startScreen(): Promise<Screen> {
  const words = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const child = spawn('/usr/bin/Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const number = await Promise.race([firstLine(child.stdio[3] as Readable), failed]);
  if (!number) throw new Error('Xvfb ended without a screen.');
  return { display: `:${number}`, close: () => end(child) };
}

async function firstLine(pipe: Readable): Promise<string> {
  let text = '';
  for await (const piece of pipe) {
    text += String(piece);
    if (text.includes('\n')) break;
  }
  return text.trim();
}

/** Ends a process that the test started, and waits for its end. */
export function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill();
  });
}
