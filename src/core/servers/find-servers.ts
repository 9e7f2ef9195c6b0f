import type { Fetch } from '../../lib/fetch';
import { diagnose } from '../doctor/diagnose';
import { probe } from '../doctor/probe';
import type { Cause, PageFacts, Remedy } from '../doctor/types';
import { hostKind } from '../providers/host-kind';
import type { PresetId } from '../providers/preset-id';
import { presets } from '../providers/presets';

/** An address of this computer where known programs serve by default. */
export interface LocalAddress {
  baseUrl: string;
  /** `localhost:1234`. */
  host: string;
  /** What the programs are called. */
  programs: readonly string[];
  /** The program's; `other` where several share the port, for nobody knows yet which it is. */
  preset: PresetId;
}

/** What was seen at an address. */
export type Sighting =
  /** A server to connect to; `models` where it listed any. */
  | { kind: 'found'; baseUrl: string; models?: number; cause: Cause }
  /** Something answers, but gives this page nothing to read. */
  | { kind: 'blocked'; sentence: string; remedies: readonly Remedy[] }
  /** Something answers, and it is no such server; or the browser lets nothing through. */
  | { kind: 'other'; sentence: string }
  | { kind: 'nothing' };

export interface FindTools {
  fetch: Fetch;
  page: PageFacts;
  /** Epoch ms. */
  now: () => number;
  signal: AbortSignal;
}

/** So many are asked at a time. */
const MOST_AT_ONCE = 3;

/** The default addresses of known servers on this computer, each once, without the page's own. */
export function localAddresses(ownOrigin: string): LocalAddress[] {
  const byUrl = new Map<string, LocalAddress>();
  for (const preset of presets) {
    if (preset.baseUrl === '') continue;
    const { host, hostname, origin } = new URL(preset.baseUrl);
    if (hostKind(hostname) !== 'loopback' || origin === ownOrigin) continue;
    const { id, label, baseUrl } = preset;
    const known = byUrl.get(baseUrl);
    const programs = [...(known?.programs ?? []), label];
    byUrl.set(baseUrl, { baseUrl, host, programs, preset: known ? 'other' : id });
  }
  return [...byUrl.values()];
}

/**
 * Asks each address for its models, without a key, a few at a time, and tells what it saw: first that an
 * address is being asked (no `sighting`), then what came of it. Ends early, and never throws, when aborted.
 */
export async function* findServers(
  addresses: readonly LocalAddress[],
  tools: FindTools,
): AsyncGenerator<{ address: LocalAddress; sighting?: Sighting }, void, undefined> {
  const waiting = [...addresses];
  const looks = new Map<LocalAddress, ReturnType<typeof lookAt>>();
  for (;;) {
    while (looks.size < MOST_AT_ONCE && !tools.signal.aborted) {
      const address = waiting.shift();
      if (!address) break;
      looks.set(address, lookAt(address, tools));
      yield { address };
    }
    if (looks.size === 0) return;
    const { address, sighting } = await Promise.race(looks.values());
    looks.delete(address);
    if (tools.signal.aborted) return;
    yield { address, sighting };
  }
}

async function lookAt(
  address: LocalAddress,
  tools: FindTools,
): Promise<{ address: LocalAddress; sighting: Sighting }> {
  try {
    return { address, sighting: await sight(address, tools) };
  } catch {
    // Aborted: nobody asks any more.
    return { address, sighting: { kind: 'nothing' } };
  }
}

async function sight({ baseUrl, host }: LocalAddress, tools: FindTools): Promise<Sighting> {
  const fetch = staying(tools.fetch);
  const outcome = await probe({ input: baseUrl, apiKey: '' }, { ...tools, fetch });
  if (outcome.kind === 'http-error' && outcome.status === 0) {
    return { kind: 'other', sentence: `${host} sends on to another address. It was not followed.` };
  }
  const { cause, sentence, remedies } = diagnose(outcome, tools.page);
  switch (cause) {
    case 'ok':
    case 'no-models':
    case 'unauthorized':
    case 'forbidden':
    case 'loading': {
      const settled = 'baseUrl' in outcome ? outcome.baseUrl : baseUrl;
      const models = outcome.kind === 'ok' ? { models: outcome.models.length } : {};
      return { kind: 'found', baseUrl: settled, cause, ...models };
    }
    case 'cors':
    case 'cors-preflight':
      return { kind: 'blocked', sentence, remedies };
    case 'unreachable':
      return { kind: 'nothing' };
    default:
      return { kind: 'other', sentence };
  }
}

/**
 * Whatever runs on a port may send its callers anywhere, and only these ports were named to the person.
 * A no-cors request must follow by the rules of fetch; it carries nothing and reads nothing.
 */
function staying(fetch: Fetch): Fetch {
  return (url, init = {}) =>
    fetch(url, init.mode === 'no-cors' ? init : { ...init, redirect: 'manual' });
}
