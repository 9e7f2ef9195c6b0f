import type { JsonValue } from '../../../lib/json';

/** How large a JSON value is, in what decides how much work it makes. */
export interface Size {
  values: number;
  depth: number;
  /** Members of the object, or items of the list, that has most. */
  widest: number;
  /** Characters of the longest text, keys included. */
  longest: number;
  characters: number;
}

export type SizeLimits = Pick<Size, 'values' | 'depth' | 'characters'>;

/** The size of a value, or undefined as soon as it is over a limit. */
export function sizeWithin(value: JsonValue, limits: SizeLimits): Size | undefined {
  const size: Size = { values: 0, depth: 0, widest: 0, longest: 0, characters: 0 };
  // Level by level and not by recursion: a hostile value is nested deeper than the stack.
  let level: JsonValue[] = [value];
  while (level.length > 0) {
    const below: JsonValue[] = [];
    for (const each of level) {
      if (!add(size, each, below, limits)) return undefined;
    }
    size.depth += 1;
    if (size.depth > limits.depth) return undefined;
    level = below;
  }
  return size;
}

function add(size: Size, value: JsonValue, below: JsonValue[], limits: SizeLimits): boolean {
  size.values += 1;
  if (typeof value === 'string') addText(size, value);
  else if (typeof value === 'object' && value !== null) {
    const items = Array.isArray(value) ? value : Object.values(value);
    if (!Array.isArray(value)) for (const key of Object.keys(value)) addText(size, key);
    size.widest = Math.max(size.widest, items.length);
    if (size.values + below.length + items.length > limits.values) return false;
    for (const item of items) below.push(item);
  }
  return size.values <= limits.values && size.characters <= limits.characters;
}

function addText(size: Size, text: string): void {
  size.characters += text.length;
  size.longest = Math.max(size.longest, text.length);
}
