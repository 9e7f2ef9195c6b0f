import { RUN_LIMITS } from '../../core/tools/sandbox';

/**
 * All that is said between the page, a frame of `sandbox.html` and the worker in it. The page hands over a port and the
 * program of the frame, in one `Handover`; from then on both talk by that port alone, and each reads what it gets here.
 */
export interface Handover {
  program: string;
}

export type Theme = 'light' | 'dark';
export type PreviewKind = 'html' | 'svg' | 'mermaid';

export type FrameRequest =
  | { type: 'ping' }
  /** `worker` is the program of the worker. */
  | { type: 'run'; code: string; worker: string }
  /** `library` draws Mermaid, and is empty for all else. */
  | {
      type: 'show';
      kind: PreviewKind;
      source: string;
      scripts: boolean;
      theme: Theme;
      library: string;
    };

export type RunEnd = 'value' | 'nothing' | 'thrown' | 'closed' | 'too-much';

/** What a worker says: lines as they are logged, then how it ended. */
export type WorkerReport =
  { type: 'log'; text: string } | { type: 'end'; how: RunEnd; text: string };

export type FrameReport =
  | WorkerReport
  | { type: 'ready' }
  | { type: 'pong' }
  | { type: 'shown' }
  /** Why it could not be drawn, in words of the one that tried. */
  | { type: 'problem'; text: string }
  | { type: 'height'; pixels: number }
  /** Esc was pressed inside. */
  | { type: 'escape' };

/** A longer source is not handed over. */
export const SOURCE_LIMIT = 1_000_000;
const PROBLEM_LIMIT = 2000;
const HEIGHT_LIMIT = 100_000;

/** What a frame said, or undefined for anything else than the shapes above. */
export function readFrameReport(data: unknown): FrameReport | undefined {
  const said = membersOf(data);
  switch (said?.['type']) {
    case 'ready':
    case 'pong':
    case 'shown':
    case 'escape':
      return { type: said['type'] };
    case 'problem':
      return isText(said['text'], PROBLEM_LIMIT)
        ? { type: 'problem', text: said['text'] }
        : undefined;
    case 'height':
      return isHeight(said['pixels']) ? { type: 'height', pixels: said['pixels'] } : undefined;
    default:
      return readWorkerReport(data);
  }
}

/** What a worker said, or undefined for anything else. */
export function readWorkerReport(data: unknown): WorkerReport | undefined {
  const { type, text, how } = membersOf(data) ?? {};
  if (!isText(text, RUN_LIMITS.characters)) return undefined;
  if (type === 'log') return { type, text };
  return type === 'end' && isRunEnd(how) ? { type, how, text } : undefined;
}

/** What the page asks, or undefined for anything else. */
export function readFrameRequest(data: unknown): FrameRequest | undefined {
  const asked = membersOf(data);
  switch (asked?.['type']) {
    case 'ping':
      return { type: 'ping' };
    case 'run': {
      const { code, worker } = asked;
      const fits = isText(code, SOURCE_LIMIT) && typeof worker === 'string';
      return fits ? { type: 'run', code, worker } : undefined;
    }
    case 'show': {
      const { kind, source, scripts, theme, library } = asked;
      if (!isKind(kind) || !isText(source, SOURCE_LIMIT) || typeof scripts !== 'boolean')
        return undefined;
      if ((theme !== 'light' && theme !== 'dark') || typeof library !== 'string') return undefined;
      return { type: 'show', kind, source, scripts, theme, library };
    }
    default:
      return undefined;
  }
}

/** What a page with scripts says of its height, or undefined for anything else. */
export function readHeight(data: unknown): number | undefined {
  const pixels = membersOf(data)?.['height'];
  return isHeight(pixels) ? pixels : undefined;
}

/** As long as a problem may be. */
export function problemText(text: string): string {
  return text.slice(0, PROBLEM_LIMIT);
}

function membersOf(data: unknown): Partial<Record<string, unknown>> | undefined {
  return typeof data === 'object' && data !== null ? data : undefined;
}

function isText(value: unknown, limit: number): value is string {
  return typeof value === 'string' && value.length <= limit;
}

function isHeight(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= HEIGHT_LIMIT;
}

function isKind(value: unknown): value is PreviewKind {
  return value === 'html' || value === 'svg' || value === 'mermaid';
}

function isRunEnd(value: unknown): value is RunEnd {
  return ['value', 'nothing', 'thrown', 'closed', 'too-much'].includes(value as RunEnd);
}
