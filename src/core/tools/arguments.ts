import type { JsonObject, JsonValue } from '../../lib/json';

/** What writes or copies a value that is nested thousands of times deep runs out of stack. */
const MOST_DEPTH = 500;

/**
 * The arguments of a call as an object; empty text is an empty one, and undefined what is no JSON object, or nested too
 * deep to be handed on.
 */
export function argumentsOf(text: string): JsonObject | undefined {
  if (text.trim() === '') return {};
  try {
    const value = JSON.parse(text) as JsonValue;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && isDeep(text)) return undefined;
    // Some models write `null` where a tool takes nothing.
    return isObject ? value : value === null ? {} : undefined;
  } catch {
    return undefined;
  }
}

/** Of text that is JSON; each character is looked at once. */
function isDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInString && character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}
