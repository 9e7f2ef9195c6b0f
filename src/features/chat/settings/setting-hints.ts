import type { ChatSettings } from '../../../core/chat/types';
import { sourceInWords } from '../../../core/models/limit-words';
import type { Model } from '../../../core/models/types';
import { formatNumber } from '../../../lib/format';
import { ownMembers } from '../../../protocol/openai/request';

/** What every empty field means. */
export const SERVERS_OWN = 'the server’s own';

/** What stands in the empty field of the max tokens: what the model can write at most, and who says so. */
export function maxTokensHint(model: Model | undefined): string {
  if (!model) return SERVERS_OWN;
  const { tokens, source } = model.maxOutputTokens;
  return `up to ${formatNumber(tokens)} (${sourceInWords(source)})`;
}

/** What an unset reasoning effort is called; a providers.json may name one. */
export function effortHint(model: Model | undefined): string {
  const known = model?.reasoningEffort;
  return known ? `The server’s own (file: ${known})` : 'The server’s own';
}

/** Values that servers take (protocol.md §1.3, §1.4), and the one that is set. */
export function effortsWith(current: string | undefined): string[] {
  const known = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];
  return current === undefined || known.includes(current) ? known : [...known, current];
}

/** What to know of members of the extra body that a request has anyway; undefined when there is none. */
export function extraWarning(extra: ChatSettings['extra'] = {}): string | undefined {
  const own = new Set(ownMembers());
  const met = Object.keys(extra).filter((name) => own.has(name));
  if (met.length === 0) return undefined;
  const isPlain = met.some((name) => ['messages', 'model', 'stream'].includes(name));
  const words = `Patchbay sets ${met.join(', ')} itself; what stands here wins.`;
  return isPlain ? `${words} The answer may then not be what the chat shows.` : words;
}
