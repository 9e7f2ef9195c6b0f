import type { Notes } from '../core/backup/ports';
import type { NewsPart } from '../core/help/changelog';
import { once } from '../lib/once';
import type { Notices } from './notices';

export interface News {
  /** Tells once what came with a build that this browser has not run yet; at the very first start there is no news. */
  look(): Promise<void>;
  /** The items of the last update that brought any, by their ids. */
  fresh(): Promise<readonly string[]>;
  /** What each version brought, the newest first. */
  parts(): Promise<readonly NewsPart[]>;
}

export interface NewsTools {
  notes: Notes;
  notices: Pick<Notices, 'offer'>;
  navigate: (hash: string) => void;
  /** Which build this is: while it stays the same, nothing is read. */
  build: string;
  /** The changelog of this build. */
  load: () => Promise<readonly NewsPart[]>;
}

interface Told {
  build: string;
  seen: readonly string[];
  fresh: readonly string[];
}

const KEY = 'news';

/** What this browser has been told of, and what it has not. */
export function createNews({ notes, notices, navigate, build, load }: NewsTools): News {
  const read = async (): Promise<Told | undefined> => restore(await notes.read(KEY));
  const look = once(async () => {
    const told = await read();
    if (told?.build === build) return;
    const seen = (await load()).flatMap(({ items }) => items.map(({ id }) => id));
    const fresh = told ? seen.filter((id) => !told.seen.includes(id)) : [];
    // An update without a word for people leaves the last one's in its place.
    const kept = fresh.length > 0 ? fresh : (told?.fresh ?? []);
    // First: where it cannot be stored, it would be told at each start.
    await notes.write(KEY, { build, seen, fresh: kept } satisfies Told);
    if (fresh.length === 0) return;
    notices.offer('Patchbay has been updated.', {
      label: 'What is new',
      run: () => navigate('#/help/new'),
    });
  });
  return {
    look,
    parts: load,
    // The page of what is new may be the first that an update shows.
    async fresh() {
      await look().catch(() => {});
      return (await read())?.fresh ?? [];
    },
  };
}

/** Undefined for anything else. */
function restore(value: unknown): Told | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { build, seen, fresh } = value as Record<string, unknown>;
  if (typeof build !== 'string' || !isWords(seen) || !isWords(fresh)) return undefined;
  return { build, seen, fresh };
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
