import { trimKey } from '../../core/providers/api-key';
import { parseBaseUrl } from '../../core/providers/base-url';

/** What was taken off a typed address and key, in a sentence or two; empty when both were taken as they are. */
export function trimmedWords(typed: { input: string; apiKey: string }): string {
  const address = parseBaseUrl(typed.input);
  const sentences = [
    removed('address', address.kind === 'ok' ? address.trimmed : []),
    removed('key', trimKey(typed.apiKey).trimmed),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function removed(from: string, trimmed: readonly string[]): string {
  return trimmed.length > 0 ? `Removed from the ${from}: ${trimmed.join(', ')}.` : '';
}
