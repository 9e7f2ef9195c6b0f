import { createSignal, type Accessor } from 'solid-js';
import { createStore } from 'solid-js/store';
import { type ContactedOrigin, withRequest } from '../core/log/origins';
import type { LogEntry, LogSink } from '../core/log/types';
import { createStateContext } from './context';

const MOST_ENTRIES = 1_000;

export interface LogState extends LogSink {
  readonly entries: readonly LogEntry[];
  /** Every origin contacted, also by requests that are no longer among the entries; tracked. */
  origins: Accessor<readonly ContactedOrigin[]>;
  clear(): void;
}

export const LogContext = createStateContext<LogState>('Log');

/** The record of requests and errors of this session, newest last, at most 1,000 lines; no origin is ever dropped. */
export function createLog(): LogState {
  const [entries, setEntries] = createStore<LogEntry[]>([]);
  const [origins, setOrigins] = createSignal<readonly ContactedOrigin[]>([]);
  return {
    entries,
    origins,
    add(entry) {
      if (entries.length >= MOST_ENTRIES) setEntries((all) => all.slice(MOST_ENTRIES / 10));
      setEntries(entries.length, entry);
      setOrigins((known) => withRequest(known, entry));
    },
    update(id, change) {
      setEntries((entry) => entry.id === id, change);
    },
    clear() {
      setEntries([]);
      setOrigins([]);
    },
  };
}
