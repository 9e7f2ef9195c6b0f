import type { JsonObject, JsonValue } from '../../lib/json';

/** The arguments of a call as an object; empty text is an empty one, and undefined what is no JSON object. */
export function argumentsOf(text: string): JsonObject | undefined {
  if (text.trim() === '') return {};
  try {
    const value = JSON.parse(text) as JsonValue;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    // Some models write `null` where a tool takes nothing.
    return isObject ? value : value === null ? {} : undefined;
  } catch {
    return undefined;
  }
}
