/** What a formula says between its delimiters. */
export interface TexSource {
  tex: string;
  display: boolean;
}

const DELIMITED = /^\s*(?:\$\$([^]*)\$\$|\\\[([^]*)\\\]|\\\(([^]*)\\\)|\$([^]*)\$)\s*$/;

/** Takes the delimiters off; nothing where the closing one is missing, as in an answer that was cut off. */
export function texSource(text: string): TexSource | undefined {
  const match = DELIMITED.exec(text);
  if (!match) return undefined;
  const [, dollars, brackets, parentheses, dollar] = match;
  const tex = (dollars ?? brackets ?? parentheses ?? dollar ?? '').trim();
  if (!tex) return undefined;
  return { tex, display: dollars !== undefined || brackets !== undefined };
}
