import type { Inline } from './tree';

// Hebrew, Arabic, Syriac, Thaana, N’Ko and what is written like them, also as presentation forms.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** The way the first letter goes, as `dir="auto"` judges it; undefined where there is none. */
export function directionOf(nodes: readonly Inline[]): 'ltr' | 'rtl' | undefined {
  for (const node of nodes) {
    const direction = 'children' in node ? directionOf(node.children) : directionOfText(node);
    if (direction) return direction;
  }
  return undefined;
}

function directionOfText(node: Inline): 'ltr' | 'rtl' | undefined {
  const found = 'text' in node ? /\p{L}/u.exec(node.text) : undefined;
  if (!found) return undefined;
  return RIGHT_TO_LEFT.test(found[0]) ? 'rtl' : 'ltr';
}
