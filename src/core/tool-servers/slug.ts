/** What begins the names of a server's tools: letters, digits and `-` of its label, not taken by another server. */
export function freeSlug(label: string, taken: readonly string[]): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 24)
      .replace(/^-+|-+$/g, '') || 'server';
  let free = slug;
  for (let count = 2; taken.includes(free); count += 1) free = `${slug}-${count}`;
  return free;
}

/** As requests take a name: letters, digits, `_` and `-`, 64 at most. */
const MAX_NAME = 64;

/** `SLUG_NAME`, made valid, and not one of `taken`. */
export function wireName(slug: string, name: string, taken: ReadonlySet<string>): string {
  const valid = `${slug}_${name}`.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, MAX_NAME);
  let free = valid;
  for (let count = 2; taken.has(free); count += 1) {
    const end = `_${count}`;
    free = valid.slice(0, MAX_NAME - end.length) + end;
  }
  return free;
}
