import { toBase64 } from '../lib/base64';
import type { JsonValue } from '../lib/json';

/** Deeper than anything of ours; a record may be as deep as it likes. */
const DEEPEST = 200;

/**
 * Whatever a database can hold as JSON: what JSON has no word for becomes an object that says what it was, bytes become
 * Base64. Total: circles and great depths are cut.
 */
export function toPlainJson(value: unknown, above: readonly object[] = []): Promise<JsonValue> {
  return describe(value, above).catch(() => ({ $unreadable: typeof value }));
}

async function describe(value: unknown, above: readonly object[]): Promise<JsonValue> {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value !== 'object') return { $undefined: true };
  if (above.includes(value)) return { $circle: above.length - above.indexOf(value) };
  if (above.length >= DEEPEST) return { $tooDeep: true };
  const path = [...above, value];
  const within = (item: unknown): Promise<JsonValue> => toPlainJson(item, path);
  if (Array.isArray(value)) return Promise.all(value.map(within));
  if (value instanceof Date) return { $date: Number.isNaN(+value) ? null : value.toISOString() };
  if (value instanceof Blob) {
    return { $blob: value.type, bytes: toBase64(new Uint8Array(await value.arrayBuffer())) };
  }
  if (value instanceof ArrayBuffer) return { $bytes: toBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return { $bytes: toBase64(new Uint8Array(buffer, byteOffset, byteLength)) };
  }
  if (value instanceof Map) return { $map: await within([...value]) };
  if (value instanceof Set) return { $set: await within([...value]) };
  if (value instanceof RegExp || value instanceof Error) return { $text: String(value) };
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await within(item)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
