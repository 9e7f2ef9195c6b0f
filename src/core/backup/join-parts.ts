import type { RecordLine } from './format';
import type { Part } from './parse-line';
import type { BackupItem, RawItem } from './read';

/** More records than anybody has; the keys of all are remembered. */
const MOST_RECORDS = 3_000_000;

/** An attachment whose bytes are still coming. */
interface Open {
  line: RecordLine;
  place: string;
  blobs: Blob[];
  bytes: number;
  parts: number;
}

/** Makes of records and the parts that follow them whole records, each once. */
export async function* joinParts(
  items: AsyncIterable<RawItem>,
  withBytes: boolean,
): AsyncGenerator<BackupItem> {
  const seen = new Set<string>();
  let open: Open | undefined;
  for await (const raw of items) {
    if (raw.kind === 'header') {
      yield raw;
      continue;
    }
    const { item, place } = raw;
    if (item.kind === 'part') {
      const taken: BackupItem | undefined = open
        ? addPart(open, item.part, withBytes)
        : { kind: 'problem', place, message: 'belongs to no file' };
      if (!taken) continue;
      yield taken;
      open = undefined;
      continue;
    }
    if (open) yield cutOff(open);
    open = undefined;
    if (item.kind !== 'record') {
      yield item.kind === 'sealed' ? item : { ...item, place };
      continue;
    }
    const { line } = item;
    const name = `${line.store} ${line.key}`;
    if (seen.has(name) || seen.size >= MOST_RECORDS) {
      yield {
        kind: 'problem',
        place,
        message: seen.has(name) ? 'is there twice' : 'is one too many',
      };
      continue;
    }
    seen.add(name);
    if (line.bytes === undefined) yield { kind: 'record', line, place };
    else if (line.bytes === 0) yield { kind: 'record', line, place, blob: joined(line, []) };
    else open = { line, place, blobs: [], bytes: 0, parts: 0 };
  }
  if (open) yield cutOff(open);
}

/** Answers with the record when it is whole, with a problem when the part is not the next one. */
function addPart(
  open: Open,
  { part, of, bytes }: Part,
  withBytes: boolean,
): BackupItem | undefined {
  const { line, place } = open;
  const size = open.bytes + bytes.length;
  if (of !== line.key || part !== open.parts || bytes.length === 0 || size > (line.bytes ?? 0))
    return cutOff(open);
  // As a Blob the bytes can go to the disk, out of the page's memory.
  if (withBytes) open.blobs.push(new Blob([bytes]));
  open.bytes = size;
  open.parts += 1;
  if (size < (line.bytes ?? 0)) return undefined;
  return { kind: 'record', line, place, blob: joined(line, open.blobs) };
}

function joined({ type = '' }: RecordLine, blobs: readonly Blob[]): Blob {
  return new Blob([...blobs], { type });
}

function cutOff({ place }: Open): BackupItem {
  return { kind: 'problem', place, message: 'is a file whose bytes are not all there' };
}
