import { RUN_LIMITS } from '../../../core/tools/sandbox';
import { type FrameRequest, readWorkerReport } from '../messages';
import type { Say } from './program';

/** Runs code in a worker of its own, hands on what that says, and ends it when it has ended or says too much. */
export function runInWorker(
  { code, worker }: Extract<FrameRequest, { type: 'run' }>,
  say: Say,
): void {
  const address = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
  const thread = new Worker(address);
  const { port1: port, port2: theirs } = new MessageChannel();
  let left: number = RUN_LIMITS.characters;

  const close = (): void => {
    thread.terminate();
    port.close();
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const report = readWorkerReport(data);
    left -= report?.text.length ?? 0;
    if (!report || left < 0) {
      close();
      return say({ type: 'end', how: 'too-much', text: '' });
    }
    if (report.type === 'end') close();
    say(report);
  };
  thread.onerror = (event) => {
    event.preventDefault();
    close();
    say({ type: 'end', how: 'closed', text: '' });
  };
  thread.postMessage(code, [theirs]);
}
