import { trustedAnswers } from '../../core/context-window/calibration';
import type { CountBasis, Part } from '../../core/context-window/count';
import type { Fit } from '../../core/context-window/fit';
import type { LimitSource } from '../../core/models/types';
import { assertNever } from '../../lib/assert-never';
import { formatAgo, formatNumber } from '../../lib/format';

/** A share of the window: `31 %`, `< 1 %`. */
export function shareWords(share: number): string {
  if (share > 0 && share < 0.01) return '<\u202f1\u202f%';
  return `${formatNumber(share * 100)}\u202f%`;
}

/** An estimate without the digits that nobody knows: `120`, `1 300`. */
export function aboutWords(tokens: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, tokens))) - 1);
  return formatNumber(Math.round(tokens / step) * step);
}

/** What is in the window: a plain number where the server counted all of it, `about` otherwise. */
export function usedWords(used: number, basis: CountBasis, after: number): string {
  const isExact = basis.kind === 'tokenizer' || (basis.kind === 'usage' && after < 1);
  if (isExact || used < 1) return formatNumber(used);
  // Three digits: the last of them is a guess already.
  const step = 10 ** Math.max(0, Math.floor(Math.log10(used)) - 2);
  return `about ${formatNumber(Math.round(used / step) * step)}`;
}

/** Where the number of used tokens comes from. `after`: what is estimated on top, the composer included. */
export function basisWords(basis: CountBasis, after: number, now: number): string {
  switch (basis.kind) {
    case 'usage': {
      const counted = `Counted by the server with the last answer, ${formatAgo(now - basis.at)}`;
      return after < 1
        ? `${counted}.`
        : `${counted}, and about ${aboutWords(after)} for what came after.`;
    }
    case 'tokenizer':
      return 'Counted by the server’s tokenizer, just now.';
    case 'estimate':
      return basis.isCut
        ? 'Estimated: the server counted only the part that it read.'
        : estimateWords(basis.answers);
    default:
      return assertNever(basis);
  }
}

function estimateWords(answers: number): string {
  if (answers === 0) return 'Estimated from the text alone. The first counted answer tells more.';
  const rests = `${formatNumber(answers)} counted ${answers === 1 ? 'answer' : 'answers'}`;
  const soFar = answers < trustedAnswers ? ' so far' : '';
  return `Estimated. The estimate rests on ${rests} of this model${soFar}.`;
}

/** Why the next message does not fit. */
export function overflowWords(
  { used, overflow }: Pick<Fit, 'used' | 'overflow'>,
  window: number,
): string {
  return used > window
    ? `The next message does not fit: about ${aboutWords(overflow)} tokens too many.`
    : 'The next message leaves too little room for its answer.';
}

const windowSources: Record<LimitSource, string> = {
  user: 'You set it.',
  learned: 'Learned from the server’s answers: it takes no more.',
  'server-runtime': 'The server says that the model is loaded with it.',
  'server-trained': 'The server says that the model was made for it. It may be loaded with less.',
  file: 'It came with a providers.json.',
  name: 'Known by the model’s name. The server may be set up for less.',
  default: 'Assumed: neither the server nor the model’s name tells.',
};

/** Where the window comes from. */
export function windowSourceWords(source: LimitSource): string {
  return windowSources[source];
}

const partNames: Record<Part['kind'], string> = {
  system: 'System prompt',
  tools: 'Tools',
  summary: 'Summary',
  older: 'Older turns',
  last: 'Last turn',
};

/** The row of a part in the list of what takes the room. */
export function partName(kind: Part['kind']): string {
  return partNames[kind];
}
