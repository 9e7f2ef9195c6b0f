import { type Done, fingerprint, type Restored } from './restore';
import type { BackupTarget, RecordKey, RecordWrite } from './types';

/** Records that one transaction takes back. */
const AT_ONCE = 200;

/**
 * Takes back what a restore wrote: what was added goes, what was replaced comes back. What has changed since stays as it is
 * now, and so does all of a chat whose head has. Answers how many records stay.
 */
export async function undoRestore(
  { done, heads }: Restored,
  target: BackupTarget,
): Promise<number> {
  const kept = await changedChats(heads, target);
  let stays = 0;
  // Backwards: what was written twice is taken back twice.
  for (const some of portions(done.toReversed())) {
    const [first] = some;
    if (!first) continue;
    const open = some.filter(({ chat }) => chat === undefined || !kept.has(chat));
    stays += some.length - open.length;
    let changed = 0;
    await target.change(
      first.store,
      open.map(({ key }) => key),
      (found) => {
        const same = open.filter(({ key, after }) => isAsWritten(found, key, after));
        changed = open.length - same.length;
        return same.map(({ key, before }): RecordWrite => ({ key, value: before }));
      },
    );
    stays += changed;
  }
  return stays;
}

function isAsWritten(found: ReadonlyMap<RecordKey, unknown>, key: RecordKey, after: string) {
  const value = found.get(key);
  return value !== undefined && fingerprint(value) === after;
}

/** Chats that somebody went on with: each turn changes the head. */
async function changedChats(
  heads: ReadonlyMap<string, string>,
  target: BackupTarget,
): Promise<Set<string>> {
  const kept = new Set<string>();
  const ids = [...heads.keys()];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const found = await target.read('conversations', some);
    for (const id of some) if (fingerprint(found.get(id)) !== heads.get(id)) kept.add(id);
  }
  return kept;
}

/** Of one store each. */
function portions(done: readonly Done[]): Done[][] {
  const all: Done[][] = [];
  for (const one of done) {
    const last = all.at(-1);
    if (last && last[0]?.store === one.store && last.length < AT_ONCE) last.push(one);
    else all.push([one]);
  }
  return all;
}
