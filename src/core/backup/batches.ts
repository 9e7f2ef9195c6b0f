import type { BackupStore, RecordLine } from './format';
import type { BackupItem } from './read';
import type { RecordKey } from './types';

/** Records that one transaction takes. */
const MOST_RECORDS = 100;
/** And bytes of attachments. */
const MOST_BYTES = 16_000_000;

export interface IncomingRecord {
  line: RecordLine;
  key: RecordKey;
  blob?: Blob;
}

/** Records of one store that follow each other in a file. */
export interface Batch {
  store: BackupStore;
  records: IncomingRecord[];
}

/** The records of a backup in portions, with their secrets where these were opened; the rest goes to `onOther`. */
export async function* inBatches(
  items: AsyncIterable<BackupItem>,
  secrets: ReadonlyMap<string, RecordLine>,
  onOther: (item: Exclude<BackupItem, { kind: 'record' }>) => void = () => {},
): AsyncGenerator<Batch> {
  let batch: Batch | undefined;
  let bytes = 0;
  for await (const item of items) {
    if (item.kind !== 'record') {
      onOther(item);
      continue;
    }
    const { blob } = item;
    const line = secrets.get(nameOf(item.line)) ?? item.line;
    if (batch && (batch.store !== line.store || isFull(batch, bytes))) {
      yield batch;
      batch = undefined;
    }
    batch ??= { store: line.store, records: [] };
    if (batch.records.length === 0) bytes = 0;
    bytes += blob?.size ?? 0;
    batch.records.push({ line, key: keyOf(line), ...(blob && { blob }) });
  }
  if (batch) yield batch;
}

/** What tells the records of a backup apart. */
export const nameOf = ({ store, key }: RecordLine): string => `${store} ${key}`;

function isFull({ records }: Batch, bytes: number): boolean {
  return records.length >= MOST_RECORDS || bytes >= MOST_BYTES;
}

function keyOf({ key, record }: RecordLine): RecordKey {
  return typeof record['id'] === 'number' ? record['id'] : key;
}
