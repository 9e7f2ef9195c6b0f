/** What one app hands another, as the manifest's `share_target` names it. */
export interface SharedWords {
  title: string;
  text: string;
  url: string;
}

/** As the beginning of a message: apps repeat the title or the address in the text, which is then enough. */
export function sharedText({ title, text, url }: SharedWords): string {
  const parts = [title, text, url].map((part) => part.trim());
  const isFirst = (part: string, at: number): boolean =>
    part !== '' && !parts.some((other, where) => where !== at && repeats(other, part, where < at));
  return parts.filter(isFirst).join('\n');
}

function repeats(other: string, part: string, isBefore: boolean): boolean {
  return other === part ? isBefore : other.includes(part);
}
