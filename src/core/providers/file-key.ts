/** The key of the first provider in providers.json, and the name of every entry that is ours. */
export const firstKey = 'openai-compatible';

/** Keys that would reach into JavaScript's own objects. */
export const reservedKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** A slug of the label that is not taken: `lm-studio`, else `lm-studio-2` …; never a reserved word. */
export function freeKey(label: string, taken: readonly string[]): string {
  const slug = slugOf(label);
  const isFree = (key: string): boolean => !taken.includes(key) && !reservedKeys.includes(key);
  if (slug !== firstKey && isFree(slug)) return slug;
  let count = 2;
  while (!isFree(`${slug}-${count}`)) count += 1;
  return `${slug}-${count}`;
}

function slugOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  // JavaScript puts keys that are numbers first, whatever the order of the file.
  return /^\d+$/.test(slug) ? `provider-${slug}` : slug || firstKey;
}
