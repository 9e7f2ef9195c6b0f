import { isFromFile } from '../providers/page-origin';
import type { AddressSpace, Evidence, LocalPermission, PageFacts } from './types';

/** What one probe asked, and what it saw; without `saw` it is still under way. */
export interface ProbeStep {
  ask:
    | 'permission'
    /** The model list. */
    | 'list'
    /** Whether anything answers, by a request whose answer stays hidden (no-cors). */
    | 'listen'
    /** Any other path that a page may read. */
    | 'paths'
    /** A readable path again, with a made-up key. */
    | 'preflight'
    /** An empty JSON request to the chat route. */
    | 'chat'
    /** The same as plain text, which needs no preflight. */
    | 'chat-plain';
  url: string;
  withKey: boolean;
  saw?: 'readable' | 'answers' | 'nothing' | LocalPermission;
  /** HTTP status, where it could be read. */
  status?: number;
  /** The path that could be read. */
  path?: string;
  space?: AddressSpace;
  ms?: number;
}

export type Asked = Pick<ProbeStep, 'ask' | 'url' | 'withKey' | 'space'>;
type Seen = Omit<ProbeStep, keyof Asked | 'ms'>;

/** Notes each step as it begins and as it ends, and tells whoever watches. */
export interface Trail {
  note<T>(asked: Asked, act: () => Promise<T>, see: (result: T) => Seen): Promise<T>;
}

/** A trail whose every change is told as the whole list. */
export function createTrail(
  now: () => number,
  onSteps: (steps: readonly ProbeStep[]) => void,
): Trail {
  const steps: ProbeStep[] = [];
  const tell = () => onSteps([...steps]);
  return {
    async note(asked, act, see) {
      const at = steps.push({ ...asked }) - 1;
      tell();
      const startedAt = now();
      const result = await act();
      steps[at] = { ...asked, ...see(result), ms: now() - startedAt };
      tell();
      return result;
    },
  };
}

/** The steps in words for people, in the order in which they were taken. */
export function stepWords(steps: readonly ProbeStep[], page: PageFacts): Evidence[] {
  const hasKey = steps.some(({ ask, withKey }) => ask === 'list' && withKey);
  return steps.map((step) => ({
    ...words(step, page, hasKey),
    ...(step.ms === undefined || step.ask === 'permission' ? {} : { ms: Math.round(step.ms) }),
  }));
}

function words(step: ProbeStep, page: PageFacts, hasKey: boolean): Evidence {
  const { host, pathname } = new URL(step.url);
  switch (step.ask) {
    case 'permission':
      return permissionWords(step);
    case 'list':
      return listWords(step, pathname, hasKey);
    case 'listen':
      if (!step.saw) return { text: `Does anything listen on ${host}?` };
      return step.saw === 'answers'
        ? { ok: true, text: `Something listens on ${host}.` }
        : { ok: false, text: `No answer at all from ${host}.` };
    case 'paths':
      if (!step.saw) return { text: 'Is there any other path that this page may read?' };
      return step.saw === 'readable'
        ? { ok: true, text: `This page may read ${step.path ?? 'another path'} there.` }
        : { ok: false, text: `It lets ${reader(page)} read nothing.` };
    case 'preflight':
      return preflightWords(step, pathname);
    case 'chat':
    case 'chat-plain':
      return chatWords(step, pathname);
  }
}

function reader({ origin }: PageFacts): string {
  return isFromFile(origin) ? 'pages opened from a file' : origin;
}

/** Where a permission lets a page go, in a person's words. */
export function placeWords(space: AddressSpace | undefined): string {
  return space === 'local' ? 'devices in your network' : 'programs on this computer';
}

function permissionWords({ saw, space }: ProbeStep): Evidence {
  const place = placeWords(space);
  switch (saw) {
    case 'granted':
      return { ok: true, text: `This browser lets this page reach ${place}.` };
    case 'denied':
      return { ok: false, text: `This browser does not let this page reach ${place}.` };
    case 'prompt':
      return { text: `This browser asks you first whether this page may reach ${place}.` };
    default:
      return { text: `May this page reach ${place}?` };
  }
}

function listWords({ saw, status, withKey }: ProbeStep, path: string, hasKey: boolean): Evidence {
  const how = hasKey ? (withKey ? ', with the key' : ', without the key') : '';
  if (!saw) return { text: `What does ${path} say${how}?` };
  if (saw !== 'readable')
    return { ok: false, text: `${path}${how}: no answer that this page may read.` };
  if (status === undefined) return { ok: true, text: `${path}${how}: a list of models.` };
  // Without the key a refusal is what a guarded server should say.
  const isExpected = hasKey && !withKey && status === 401;
  const answer = status === 200 ? 'an answer, but no list of models' : `answered ${status}`;
  return { ok: isExpected, text: `${path}${how}: ${answer}.` };
}

function preflightWords({ saw }: ProbeStep, path: string): Evidence {
  if (!saw) return { text: `Does it take a request with a key? (${path}, with a made-up one)` };
  return saw === 'readable'
    ? { ok: true, text: `It takes requests with a key (${path}, with a made-up one).` }
    : { ok: false, text: `It takes no request with a key (${path}, with a made-up one).` };
}

function chatWords({ ask, saw, status }: ProbeStep, path: string): Evidence {
  const how = ask === 'chat' ? 'An empty request ({})' : 'The same as plain text, without the key,';
  const what = `${how} to ${path}, which starts no model`;
  if (!saw) return { text: `${what}: waiting for the answer.` };
  if (saw === 'readable') return { ok: true, text: `${what}: answered ${status ?? ''}.` };
  return saw === 'answers'
    ? { ok: false, text: `${what}: an answer that this page may not read.` }
    : { ok: false, text: `${what}: no answer that this page may read.` };
}
