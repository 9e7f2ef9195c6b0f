export interface Flanking {
  canOpen: boolean;
  canClose: boolean;
}

const space = /\s/;
const punctuation = /[\p{P}\p{S}]/u;
const cjk = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;

/**
 * Whether a run of `*`, `_` or `~` between two characters (empty at the ends of the text) may open
 * and close emphasis, by CommonMark's rules. East Asian text has no spaces between words, so there
 * its neighbours count like spaces for `*` and `~`: `**注意：**请` is bold.
 */
export function flanking(mark: string, before: string, after: string): Flanking {
  const spaceBefore = !before || space.test(before);
  const spaceAfter = !after || space.test(after);
  const markBefore = !spaceBefore && punctuation.test(before);
  const markAfter = !spaceAfter && punctuation.test(after);
  const free = mark !== '_';
  const left =
    !spaceAfter && (!markAfter || spaceBefore || markBefore || (free && cjk.test(before)));
  const right =
    !spaceBefore && (!markBefore || spaceAfter || markAfter || (free && cjk.test(after)));
  if (free) return { canOpen: left, canClose: right };
  // Underscores inside a word are part of it: snake_case_name.
  return { canOpen: left && (!right || markBefore), canClose: right && (!left || markAfter) };
}
