import type { Sighting } from '../../core/servers/find-servers';

/** What a found server said, in a few words. */
export function foundWords({ cause, models }: Extract<Sighting, { kind: 'found' }>): string {
  switch (cause) {
    case 'no-models':
      return 'answers, no models yet';
    case 'loading':
      return 'answers, still loading';
    case 'unauthorized':
    case 'forbidden':
      return 'answers, wants a key';
    default:
      return models === 1 ? '1 model' : `${models ?? 0} models`;
  }
}

/** What came of a look; `total` counts the addresses. While it runs the words stay: they are read out. */
export function summaryWords(
  sightings: readonly Sighting[],
  total: number,
  running: boolean,
  manner: 'form' | 'connect' = 'form',
): string {
  const found = sightings.filter(({ kind }) => kind === 'found' || kind === 'blocked').length;
  const servers = found === 1 ? '1 server answers' : `${found} servers answer`;
  if (running) return `Looking at ${total} addresses …`;
  if (sightings.length < total) return `Stopped after ${sightings.length} of ${total}; ${servers}.`;
  if (found > 0 && manner === 'connect') return `${servers}. Connect adds it, and you can ask.`;
  if (found > 0) return `${servers}. Use fills in the form above; Connect connects.`;
  return 'No server answers at these addresses. Is one started, or does it use another port?';
}
