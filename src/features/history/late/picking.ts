export interface Pick {
  id: string;
  on: boolean;
  /** The one picked before, with all between it and this one. */
  from?: string | undefined;
}

/** The selection after a pick; `ids` are the chats of the list in their order. */
export function afterPick(
  before: ReadonlySet<string>,
  ids: readonly string[],
  { id, on, from = id }: Pick,
): ReadonlySet<string> {
  const [at, other] = [ids.indexOf(id), ids.indexOf(from)];
  const range = other < 0 ? [id] : ids.slice(Math.min(at, other), Math.max(at, other) + 1);
  const after = new Set(before);
  for (const each of range) {
    if (on) after.add(each);
    else after.delete(each);
  }
  return after;
}
