/** Runs in a worker inside the sandbox, beside foreign code: whatever it needs later is taken before that begins. */
import { RUN_LIMITS } from '../../../core/tools/sandbox';
import { type RunEnd, type WorkerReport } from '../messages';
import { compile } from './compile';
import { inspect, inspectError } from './inspect';

addEventListener(
  'message',
  ({ data, ports: [port] }: MessageEvent<unknown>) => {
    if (port && typeof data === 'string') void run(data, port);
  },
  { once: true },
);

async function run(code: string, port: MessagePort): Promise<void> {
  // Bound now: what foreign code does to MessagePort or to this global reaches neither the port nor this function.
  const send: (report: WorkerReport) => void = port.postMessage.bind(port);
  let left: number = RUN_LIMITS.characters;
  const end = (how: RunEnd, text = ''): void => {
    if (left >= 0) send({ type: 'end', how, text: text.slice(0, left) });
    left = -1;
  };
  const log = (text: string): void => {
    if (left < 0) return;
    if (text.length >= left) {
      if (left > 0) send({ type: 'log', text: text.slice(0, left) });
      return end('too-much');
    }
    send({ type: 'log', text });
    left -= text.length + 1;
  };

  hide('postMessage', 'close');
  Object.assign(globalThis, { close: () => end('closed') });
  const line = (...values: unknown[]) => log(lineOf(values, left));
  const marked =
    (mark: string) =>
    (...values: unknown[]) =>
      log(`${mark}: ${lineOf(values, left)}`);
  const logs = { log: line, info: line, debug: line, dir: line, table: line, trace: line };
  Object.assign(console, logs, { warn: marked('Warning'), error: marked('Error') });
  // What goes wrong beside the code that is waited for.
  addEventListener('error', (event) => {
    event.preventDefault();
    log(`Uncaught ${inspectError(event.error ?? event.message, left)}`);
  });
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    log(`Uncaught ${inspectError(event.reason, left)}`);
  });

  try {
    const value = await compile(code)();
    if (value === undefined) return end('nothing');
    const text = inspect(value, left + 1);
    // One that does not fit is cut, and that is told.
    if (text.length > left) log(text);
    end('value', text);
  } catch (error) {
    end('thrown', inspectError(error, left));
  }
}

function lineOf(values: readonly unknown[], limit: number): string {
  return values.map((value) => inspect(value, Math.max(0, limit))).join(' ');
}

/** Takes away by what a worker speaks to the one that started it. */
function hide(...names: readonly string[]): void {
  for (
    let holder: object | null = globalThis;
    holder;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    for (const name of names) Reflect.deleteProperty(holder, name);
  }
}
