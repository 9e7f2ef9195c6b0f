/** What a pattern of a schema may cost to try on one text, in characters looked at. */
const LIMIT = 1_000_000;
/** What `{n}` in a pattern may multiply to: engines write such a part down n times. */
const FIXED_LIMIT = 100_000;

/**
 * Whether a regular expression ends soon on every text of this length, by its shape alone: a group that repeats holds
 * nothing that varies (the nested forms are exponential), and what the remaining repetitions multiply to stays small.
 * It is cautious: a harmless pattern may be refused.
 */
export function isQuickPattern(pattern: string, length: number): boolean {
  if (pattern.length > 500 || !compiles(pattern)) return false;
  const cost = shapeCost(pattern, length + 1);
  return cost !== undefined && cost <= LIMIT;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}

/** An escape, a class, the opening of a group, its end, an alternative, a quantifier, or any other character. */
const PART =
  /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/gu;

interface Group {
  /** Holds alternatives, or a quantifier that may match more or less. */
  varies: boolean;
  alternatives: number;
}

function shapeCost(pattern: string, length: number): number | undefined {
  const open: Group[] = [{ varies: false, alternatives: 1 }];
  let cost = pattern.startsWith('^') ? 1 : length;
  let fixed = 1;
  let ended: Group | undefined;
  for (const [part] of pattern.matchAll(PART)) {
    const group = open.at(-1);
    // What refers back to a group is not judged by its shape.
    if (!group || /^\\(?:[1-9]|k)/.test(part)) return undefined;
    const times = repeats(part, length);
    if (times) {
      if (ended?.varies && times.most > 1) return undefined;
      if (times.least === times.most) fixed *= times.most;
      else cost *= Math.min(times.most - times.least + 1, length);
      group.varies ||= times.least !== times.most;
    }
    ended = part === ')' ? open.pop() : undefined;
    if (ended) cost *= ended.alternatives;
    if (ended?.varies) (open.at(-1) ?? group).varies = true;
    if (part.startsWith('(')) open.push({ varies: false, alternatives: 1 });
    if (part === '|') Object.assign(group, { varies: true, alternatives: group.alternatives + 1 });
  }
  return fixed > FIXED_LIMIT ? undefined : cost * (open[0]?.alternatives ?? 1);
}

function repeats(part: string, length: number): { least: number; most: number } | undefined {
  if (part.startsWith('*')) return { least: 0, most: length };
  if (part.startsWith('+')) return { least: 1, most: length + 1 };
  if (part.startsWith('?')) return { least: 0, most: 1 };
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(part) ?? [];
  if (least === undefined) return undefined;
  return {
    least: Number(least),
    most: comma ? Number(most || Number(least) + length) : Number(least),
  };
}
