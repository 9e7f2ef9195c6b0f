import type { JsonValue } from '../../../lib/json';

/** An answer that was asked to be JSON: its value, or why there is none. */
export type AnswerRead =
  { kind: 'json'; value: JsonValue } | { kind: 'too-large' } | { kind: 'no-json' };

/** A page draws and checks this much without a halt. */
const LONGEST = 2_000_000;

/** Models that are only told in words like to put the JSON into a block of Markdown. */
const FENCED = /^```\w*\r?\n([\s\S]*?)\r?\n```$/;

export function readAnswer(text: string): AnswerRead {
  if (text.length > LONGEST) return { kind: 'too-large' };
  const whole = text.trim();
  try {
    return { kind: 'json', value: JSON.parse(FENCED.exec(whole)?.[1] ?? whole) as JsonValue };
  } catch {
    return { kind: 'no-json' };
  }
}

/** JSON as Markdown that shows it as code, also while it grows. */
export function asCode(text: string): string {
  return text.trimStart().startsWith('`') ? text : `\`\`\`json\n${text}`;
}
