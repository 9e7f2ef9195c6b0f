import { type Run, RUN_LIMITS, type RunEnd, type Sandbox } from '../../core/tools/sandbox';
import { type FrameReport, SOURCE_LIMIT } from './messages';
import { type FrameLoss, type FrameTools, openFrame } from './open-frame';

/** Runs code in a worker of a frame of its own, which is gone when the run has ended, however it did. */
export function createRunner(tools: FrameTools & { worker: string }): Sandbox {
  return {
    run: (code, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        if (code.length > SOURCE_LIMIT) throw new Error('The code is too long for the sandbox.');
        const lines: string[] = [];
        const place = tools.page.createElement('div');
        place.hidden = true;
        tools.page.body.append(place);
        let stopClock = (): void => {};

        const close = (): void => {
          stopClock();
          signal.removeEventListener('abort', stop);
          frame.close();
          place.remove();
        };
        const end = (how: RunEnd): void => {
          close();
          resolve({ lines, end: how } satisfies Run);
        };
        const stop = (): void => {
          close();
          reject(signal.reason as Error);
        };
        const hear = (report: FrameReport): void => {
          if (report.type === 'log') lines.push(report.text);
          else if (report.type === 'end') end(endOf(report));
        };
        const frame = openFrame(place, tools, {
          onReady: () => {
            stopClock = tools.clock.after(RUN_LIMITS.ms, () => end({ kind: 'timed-out' }));
            frame.ask({ type: 'run', code, worker: tools.worker });
          },
          onReport: hear,
          onLost: (why) => {
            close();
            reject(new Error(lossWords(why)));
          },
        });
        signal.addEventListener('abort', stop);
      }),
  };
}

function endOf({ how, text }: Extract<FrameReport, { type: 'end' }>): RunEnd {
  return how === 'value' || how === 'thrown' ? { kind: how, text } : { kind: how };
}

/** What a person and a model are told of a sandbox that is gone. */
export function lossWords(why: FrameLoss): string {
  switch (why) {
    case 'not-loaded':
      return 'The sandbox could not be loaded. It needs a connection to where Patchbay comes from.';
    case 'hung':
      return 'The sandbox did not answer any more. It was removed.';
    case 'broken':
      return 'The sandbox said something it may not. It was removed.';
    default:
      return 'The sandbox went to another page. It was removed.';
  }
}
