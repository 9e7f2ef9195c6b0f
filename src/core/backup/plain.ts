import type { JsonObject, JsonValue } from '../../lib/json';

/** Deeper than any record of ours; a foreign one must not overflow the stack of whoever reads it. */
export const MOST_DEPTH = 200;

/**
 * Makes what JSON can hold of whatever lay in a store. Ours is that already; of a record that was set aside, what has no
 * spelling in JSON comes as near as it can: a time as text, a map as pairs, bytes and cycles not at all. Total.
 */
export function plainRecord(record: unknown): JsonObject {
  const plain = toPlain(record, 0);
  return isPlainObject(plain) ? plain : { value: plain ?? null };
}

function toPlain(value: unknown, depth: number): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null || depth > MOST_DEPTH ? null : objectToPlain(value, depth + 1);
    default:
      return undefined;
  }
}

function objectToPlain(value: object, depth: number): JsonValue | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Map || value instanceof Set) return toPlain([...value], depth);
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth) ?? null);
  if (value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return undefined;
  const rows = Object.entries(value).flatMap(([key, item]) => {
    const plain = toPlain(item, depth);
    return plain === undefined ? [] : [[key, plain] as const];
  });
  return Object.fromEntries(rows);
}

function isPlainObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
