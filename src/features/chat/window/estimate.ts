import type { Message } from '../../../core/chat/types';

const LETTER = 7.6;
const LINE = 25;
/** Letters that a line of the reader's column, and of a question's bubble, holds at most. */
const COLUMN = 76;
const BUBBLE = 54;
const QUESTION = 24 + 16;
const ANSWER = 24 + 12 + 28;
/** Room between paragraphs, around code and lists. */
const LOOSE = 1.2;

/** About how high a message will be, in CSS pixels, by the length of its text alone; corrected once it is mounted. */
export function estimateHeight({ role, text }: Message, width: number): number {
  const fits = Math.max(20, (width - 48) / LETTER);
  if (role === 'user')
    return QUESTION + LINE * Math.ceil((text.length + 1) / Math.min(fits, BUBBLE));
  return ANSWER + LINE * LOOSE * Math.ceil((text.length + 1) / Math.min(fits, COLUMN));
}
