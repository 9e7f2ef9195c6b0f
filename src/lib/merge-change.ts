/**
 * Applies what changed from `before` to `next` to `stored`, which somebody else may have changed since `before` was read:
 * plain objects field by field, lists by their entries (an entry is the same by its `id`, or by its value), all else whole.
 * Where both changed the same thing, `next` counts.
 */
export function mergeChange<T>(stored: T, before: T, next: T): T {
  return merge(stored, before, next) as T;
}

function merge(stored: unknown, before: unknown, next: unknown): unknown {
  if (isSame(before, next)) return stored;
  if (isSame(stored, before)) return next;
  if (isPlain(stored) && isPlain(before) && isPlain(next)) return mergeFields(stored, before, next);
  if ([stored, before, next].every(isListOrNone)) {
    const merged = mergeLists(listOf(stored), listOf(before), listOf(next));
    return merged.length === 0 && next === undefined ? undefined : merged;
  }
  return next;
}

type Fields = Readonly<Record<string, unknown>>;

function mergeFields(stored: Fields, before: Fields, next: Fields): Fields {
  const names = new Set([...Object.keys(stored), ...Object.keys(next)]);
  const merged = [...names].map((name): [string, unknown] => [
    name,
    merge(stored[name], before[name], next[name]),
  ]);
  // A field that is undefined was taken away.
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/** What was taken out is out, what was put in comes behind; the order is that of the store. */
function mergeLists(
  stored: readonly unknown[],
  before: readonly unknown[],
  next: readonly unknown[],
): unknown[] {
  const was = byName(before);
  const is = byName(next);
  const kept = stored.flatMap((entry) => {
    const name = nameOf(entry);
    if (!is.has(name)) return was.has(name) ? [] : [entry];
    return was.has(name) ? [merge(entry, was.get(name), is.get(name))] : [is.get(name)];
  });
  const there = byName(stored);
  const added = next.filter((entry) => !there.has(nameOf(entry)) && !was.has(nameOf(entry)));
  return [...kept, ...added];
}

const byName = (list: readonly unknown[]) => new Map(list.map((entry) => [nameOf(entry), entry]));

function nameOf(entry: unknown): unknown {
  if (isPlain(entry)) return entry['id'];
  return entry;
}

/** Lists whose entries can be told apart; others are one value. */
function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isNamed) && byName(value).size === value.length;
}

/** A list that is not there is one without entries. */
const isListOrNone = (value: unknown): boolean => value === undefined || isList(value);

const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : []);

function isNamed(entry: unknown): boolean {
  return isPlain(entry) ? typeof entry['id'] === 'string' : typeof entry === 'string';
}

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
