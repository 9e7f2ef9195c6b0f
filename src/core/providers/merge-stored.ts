import { mergeChange } from '../../lib/merge-change';
import { isSameConnection } from './connection';
import type { Provider } from './types';

/** Where a request goes and what it carries: one value, for a key goes only where it was entered for. */
const CONNECTION = ['baseUrl', 'apiKey', 'headers', 'keyHeader', 'extra'] as const;
/** What only a server at that address tells. */
const TOLD = [
  'server',
  'learned',
  'checks',
  'learnedWindows',
  'calibrations',
  'listed',
] as const satisfies readonly (keyof Provider)[];

/**
 * What is to be stored of a provider that a tab changed from `before` to `next`, while another tab may have changed what is
 * stored; undefined when it is gone. Without `before` it is new.
 */
export function savedOver(
  stored: Provider | undefined,
  next: Provider,
  before: Provider | undefined,
): Provider | undefined {
  if (!before) return next;
  if (!stored) return next.demo ? next : undefined;
  const merged = mergeChange(stored, before, next);
  if (isSameConnection(stored, before)) return merged;
  const isMoved = !isSameConnection(before, next);
  return withFieldsOf(isMoved ? next : stored, merged);
}

/** What a new setup removes and saves of what is stored; without `before` it replaces all. */
export function replaced(
  stored: readonly Provider[],
  next: readonly Provider[],
  before: readonly Provider[] = stored,
): { removed: Provider[]; saved: Provider[] } {
  const [is, was, there] = [byId(next), byId(before), byId(stored)];
  const saved = next.flatMap((provider) => {
    const known = was.get(provider.id);
    const kept = there.get(provider.id);
    if (known && kept) return savedOver(kept, provider, known) ?? [];
    // Not stored: the demo, or one that another tab has removed. One that the new setup changes is wanted.
    return known && JSON.stringify(known) === JSON.stringify(provider) ? [] : [provider];
  });
  return { removed: stored.filter(({ id }) => was.has(id) && !is.has(id)), saved };
}

/** A provider with the connection of another one, and what its server told. */
function withFieldsOf(source: Provider, provider: Provider): Provider {
  const names = new Set<string>([...CONNECTION, ...TOLD]);
  const others = Object.entries(provider).filter(([name]) => !names.has(name));
  const own = Object.entries(source).filter(([name]) => names.has(name));
  return Object.fromEntries([...others, ...own]) as never;
}

const byId = (providers: readonly Provider[]) =>
  new Map(providers.map((provider) => [provider.id, provider]));
