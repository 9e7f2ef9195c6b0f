import { createStore } from 'solid-js/store';
import type { LogEntry, LogSink } from '../core/log/types';
import { createStateContext } from './context';

const MOST_ENTRIES = 1_000;

export interface LogState extends LogSink {
  readonly entries: readonly LogEntry[];
  clear(): void;
}

export const LogContext = createStateContext<LogState>('Log');

/** The record of requests and errors of this session, newest last, at most 1,000 lines. */
export function createLog(): LogState {
  const [entries, setEntries] = createStore<LogEntry[]>([]);
  return {
    entries,
    add(entry) {
      if (entries.length >= MOST_ENTRIES) setEntries((all) => all.slice(MOST_ENTRIES / 10));
      setEntries(entries.length, entry);
    },
    update(id, change) {
      setEntries((entry) => entry.id === id, change);
    },
    clear() {
      setEntries([]);
    },
  };
}
