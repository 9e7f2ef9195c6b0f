import type { Clock } from '../../core/ports';
import { type FrameReport, type FrameRequest, type Handover, readFrameReport } from './messages';

/** Why a frame is gone without having been closed. */
export type FrameLoss =
  /** It did not come: no network, or its file is missing. */
  | 'not-loaded'
  /** It did not answer for some seconds. */
  | 'hung'
  /** It said something that is none of our messages. */
  | 'broken'
  /** It went to another page, or was taken out of ours. */
  | 'left';

export interface FrameTools {
  page: Document;
  clock: Clock;
  /** What runs in the frame. */
  program: string;
}

export interface FrameEvents {
  onReady(): void;
  onReport(report: Exclude<FrameReport, { type: 'ready' | 'pong' }>): void;
  /** It is removed already. */
  onLost(why: FrameLoss): void;
}

export interface Frame {
  ask(request: FrameRequest): void;
  /** Removes it with all that runs in it; nothing is told after that. */
  close(): void;
}

const LOAD_MS = 15_000;
/** After it has loaded. */
const BEGIN_MS = 5000;
const PING_MS = 2500;
/** So many may be open: the page itself may have been held up, and to begin with a large library takes a while. */
const PINGS = 4;

/** Puts a frame without an origin into `place`, and watches that it answers. */
export function openFrame(
  place: Element,
  { page, clock, program }: FrameTools,
  events: FrameEvents,
): Frame {
  const frame = page.createElement('iframe');
  const { port1: port, port2: theirs } = new MessageChannel();
  let isOpen = true;
  let hasLoaded = false;
  let hasBegun = false;
  let unanswered = 0;

  const close = (): void => {
    isOpen = false;
    stopClock();
    port.close();
    frame.remove();
  };
  const lose = (why: FrameLoss): void => {
    if (!isOpen) return;
    close();
    events.onLost(why);
  };
  let stopClock = clock.after(LOAD_MS, () => lose('not-loaded'));
  const watch = (): void => {
    stopClock = clock.after(PING_MS, () => {
      if (!frame.isConnected) return lose('left');
      if (unanswered >= PINGS) return lose('hung');
      unanswered += 1;
      port.postMessage({ type: 'ping' } satisfies FrameRequest);
      watch();
    });
  };
  const begin = (): void => {
    // The second page in it is not ours.
    if (hasLoaded || !frame.contentWindow) return lose('left');
    hasLoaded = true;
    stopClock();
    stopClock = clock.after(BEGIN_MS, () => lose('not-loaded'));
    // Its origin has no name; what it is given is no secret, and `frame-src` keeps other pages out of it.
    frame.contentWindow.postMessage({ program } satisfies Handover, '*', [theirs]);
  };
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (!isOpen) return;
    const report = readFrameReport(data);
    unanswered = 0;
    if (!report) return lose('broken');
    if (report.type === 'pong') return;
    if (report.type !== 'ready') return events.onReport(report);
    hasBegun = true;
    stopClock();
    watch();
    events.onReady();
  };

  // No service worker answers for a frame without an origin, so there is none without a network, and no event says so.
  // The file is not among the precached ones: this asks the same server.
  const isThere = async (address: string): Promise<void> => {
    const answer = await fetch(address, { method: 'HEAD', cache: 'no-store' }).catch(
      () => undefined,
    );
    if (!answer?.ok && !hasBegun) lose('not-loaded');
  };

  port.onmessage = hear;
  frame.addEventListener('load', begin);
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.referrerPolicy = 'no-referrer';
  frame.src = new URL('sandbox.html', page.baseURI).href;
  place.append(frame);
  void isThere(frame.src);
  return {
    ask: (request) => isOpen && port.postMessage(request),
    close: () => isOpen && close(),
  };
}
