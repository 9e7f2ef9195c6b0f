import type { JsonObject } from '../../lib/json';
import { inBatches, type Batch, type IncomingRecord } from './batches';
import { compare, type Comparison } from './compare';
import { type BackupStore, backupStores, type RecordLine } from './format';
import { isKnown } from './is-known';
import { plainRecord } from './plain';
import type { BackupItem } from './read';
import { isMoved } from './refill';
import type { BackupTarget } from './types';

/** Of problems and addresses only the first are named: a broken file could have millions. */
const MOST_NAMED = 50;

/** How many records of a store stand how to what is stored; `unread` are those of these that nobody can read, kept as they are. */
export type Counts = Record<Comparison | 'unread', number>;

export interface RestorePlan {
  counts: Partial<Record<BackupStore, Counts>>;
  /** What could not be read, e.g. `Line 12 is damaged: it is not JSON.`; the first ones. */
  problems: string[];
  /** All of them. */
  problemCount: number;
  /** Where new providers and tool servers lead. */
  origins: string[];
  /** Providers and tool servers whose address in the file has another origin: their stored key does not go there. */
  moved: string[];
}

/** Judges every record of a backup against what is stored, and writes nothing. */
export async function planRestore(
  items: AsyncIterable<BackupItem>,
  target: BackupTarget,
  secrets: ReadonlyMap<string, RecordLine>,
): Promise<RestorePlan> {
  const plan: RestorePlan = { counts: {}, problems: [], problemCount: 0, origins: [], moved: [] };
  const note = (item: Exclude<BackupItem, { kind: 'record' }>) => {
    if (item.kind !== 'problem') return;
    plan.problemCount += 1;
    addSome(plan.problems, `${item.place} ${item.message}.`);
  };
  for await (const batch of inBatches(items, secrets, note)) await countBatch(plan, batch, target);
  return plan;
}

async function countBatch(plan: RestorePlan, batch: Batch, target: BackupTarget): Promise<void> {
  const { store, records } = batch;
  const found = await target.read(
    store,
    records.map(({ key }) => key),
  );
  const counts = (plan.counts[store] ??= noCounts());
  for (const incoming of records) {
    const stored = found.get(incoming.key);
    const local = stored === undefined ? undefined : plainRecord(stored);
    counts[compare(store, local, incoming.line.record)] += 1;
    if (!isKnown(store, incoming)) counts.unread += 1;
    noteAddress(plan, store, local, incoming);
  }
}

function noteAddress(
  plan: RestorePlan,
  store: BackupStore,
  local: JsonObject | undefined,
  { line }: IncomingRecord,
): void {
  const { record } = line;
  const url = store === 'providers' ? record['baseUrl'] : record['url'];
  if ((store !== 'providers' && store !== 'tool-servers') || typeof url !== 'string') return;
  const isElsewhere = local !== undefined && isMoved(store, local, record);
  if (isElsewhere) addSome(plan.moved, typeof record['label'] === 'string' ? record['label'] : url);
  if ((!local || isElsewhere) && URL.canParse(url)) addSome(plan.origins, new URL(url).origin);
}

function addSome(list: string[], text: string): void {
  if (list.length < MOST_NAMED && !list.includes(text)) list.push(text);
}

function noCounts(): Counts {
  return { new: 0, same: 0, 'newer-here': 0, 'newer-in-file': 0, differs: 0, unread: 0 };
}

/** How many records of a plan would change something here, or be added. */
export function countNews({ counts }: RestorePlan): number {
  return sum(counts, (count) => count.new + count['newer-in-file'] + count.differs);
}

function sum(counts: RestorePlan['counts'], of: (count: Counts) => number): number {
  return backupStores.reduce((total, store) => total + of(counts[store] ?? noCounts()), 0);
}
