import { isLong } from './long-text';

/** A part of a call's arguments, as text. */
export interface ArgumentPart {
  name: string;
  text: string;
}

/**
 * How a call's arguments are best read: none at all; each for itself, where one is a text of several lines (a program that
 * is about to run must not be read with `\n` in it); else, and where they are no JSON object or very long, undefined: as
 * they are.
 */
export function argumentParts(text: string): ArgumentPart[] | undefined {
  if (isLong(text)) return undefined;
  if (text.trim() === '') return [];
  const value = objectOf(text);
  if (!value) return undefined;
  const members = Object.entries(value);
  if (members.length > 0 && !members.some(([, member]) => hasLines(member))) return undefined;
  return members.map(([name, member]) => ({
    name,
    text: typeof member === 'string' ? member : JSON.stringify(member, null, 2),
  }));
}

function hasLines(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
