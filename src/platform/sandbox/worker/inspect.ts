const DEEPEST = 5;
const MOST = 100;

/** A value in words, as a console shows it, cut at `limit` characters. Never throws. */
export function inspect(value: unknown, limit: number): string {
  const inspector = new Inspector(limit);
  try {
    return inspector.show(value, 0).slice(0, limit);
  } catch {
    return '[a value that cannot be shown]';
  }
}

/** What was thrown, in words. Never throws. */
export function inspectError(thrown: unknown, limit: number): string {
  try {
    if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`.slice(0, limit);
  } catch {
    return '[an error that cannot be shown]';
  }
  return `Thrown: ${inspect(thrown, limit)}`.slice(0, limit);
}

class Inspector {
  readonly #open = new Set<object>();
  /** What may still be said: a value of a million members is not read to its end. */
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  show(value: unknown, depth: number): string {
    const words = this.#words(value, depth);
    this.#left -= words.length;
    return words;
  }

  #words(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return depth === 0 ? value : JSON.stringify(value.slice(0, Math.max(0, this.#left)));
      case 'bigint':
        return `${value}n`;
      case 'symbol':
        return value.toString();
      case 'function':
        return value.name ? `[Function: ${value.name}]` : '[Function]';
      case 'object':
        return value === null ? 'null' : this.#object(value, depth);
      default:
        return Object.is(value, -0) ? '-0' : String(value);
    }
  }

  #object(value: object, depth: number): string {
    if (this.#open.has(value)) return '[circular]';
    if (depth > DEEPEST) return Array.isArray(value) ? '[…]' : '{…}';
    this.#open.add(value);
    try {
      return this.#members(value, depth + 1);
    } catch (error) {
      return `[${inspectError(error, 100)}]`;
    } finally {
      this.#open.delete(value);
    }
  }

  #members(value: object, depth: number): string {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (value instanceof Date)
      return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    if (value instanceof RegExp) return String(value);
    if (Array.isArray(value))
      return `[${this.#list(value.length, (at) => this.show(value[at], depth))}]`;
    if (ArrayBuffer.isView(value) && 'length' in value) {
      const numbers = value as unknown as ArrayLike<number>;
      const list = this.#list(numbers.length, (at) => this.show(numbers[at], depth));
      return `${nameOf(value)}(${numbers.length}) [${list}]`;
    }
    if (value instanceof Map) {
      const pairs = firstOf(value);
      const pair = (at: number) =>
        `${this.show(pairs[at]?.[0], depth)} => ${this.show(pairs[at]?.[1], depth)}`;
      return `Map(${value.size}) {${this.#list(value.size, pair)}}`;
    }
    if (value instanceof Set) {
      const members = firstOf(value);
      return `Set(${value.size}) {${this.#list(value.size, (at) => this.show(members[at], depth))}}`;
    }
    return this.#record(value, depth);
  }

  #record(value: object, depth: number): string {
    const keys = Object.keys(value);
    const name = nameOf(value);
    const member = (at: number): string => {
      const key = keys[at] ?? '';
      const shown = /^[\w$]+$/.test(key) ? key : JSON.stringify(key);
      return `${shown}: ${this.show((value as Record<string, unknown>)[key], depth)}`;
    };
    const list = this.#list(keys.length, member);
    return `${name === 'Object' ? '' : `${name} `}{${list}}`;
  }

  #list(length: number, item: (at: number) => string): string {
    const items: string[] = [];
    for (let at = 0; at < length && at < MOST && this.#left > 0; at += 1) items.push(item(at));
    if (items.length < length) items.push(`… ${length - items.length} more`);
    return items.join(', ');
  }
}

function firstOf<T>(members: Iterable<T>): T[] {
  const first: T[] = [];
  for (const member of members) {
    first.push(member);
    if (first.length === MOST) break;
  }
  return first;
}

function nameOf(value: object): string {
  const made: unknown = (value as { constructor?: unknown }).constructor;
  return typeof made === 'function' && made.name ? made.name : 'Object';
}
