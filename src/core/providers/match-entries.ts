import { normalBaseUrl } from './base-url';
import type { DecodedEntry } from './entry';
import type { Provider } from './types';

/** Whom each entry means: by key and address first, then address and label, then the key alone; each provider at most once. */
export function matchEntries(
  providers: Provider[],
  entries: DecodedEntry[],
): Map<DecodedEntry, Provider> {
  const sameUrl = (a: Provider, b: DecodedEntry): boolean =>
    normalBaseUrl(a.baseUrl) === normalBaseUrl(b.baseUrl);
  const passes: ((provider: Provider, entry: DecodedEntry) => boolean)[] = [
    (provider, entry) => provider.key === entry.key && sameUrl(provider, entry),
    (provider, entry) =>
      sameUrl(provider, entry) && (entry.label ?? provider.label) === provider.label,
    (provider, entry) => provider.key === entry.key,
  ];
  const free = new Set(providers.filter((provider) => !provider.demo));
  const matches = new Map<DecodedEntry, Provider>();
  for (const matchesHere of passes) {
    for (const entry of entries.filter((candidate) => !matches.has(candidate))) {
      const provider = [...free].find((candidate) => matchesHere(candidate, entry));
      if (!provider) continue;
      matches.set(entry, provider);
      free.delete(provider);
    }
  }
  return matches;
}
