import { createStore, produce } from 'solid-js/store';
import type { Phase } from '../core/chat/phase';

/** The chats that answer in this tab, and what each waits for. */
export interface RunningChats {
  /** Tracked. */
  isRunning(id: string): boolean;
  /** Tracked. */
  phase(id: string): Phase | undefined;
  setPhase(id: string, phase: Phase): void;
  /** Marks a chat as running before the first await, so that a second Enter cannot start a second answer. */
  claim(id: string): AbortController | undefined;
  /** The chat is free again. */
  done(id: string): void;
  stop(id: string): void;
  /** Whether it still runs, and has been stopped. */
  isStopping(id: string): boolean;
}

export function createRunningChats(): RunningChats {
  const [running, setRunning] = createStore<Record<string, boolean>>({});
  const [phases, setPhases] = createStore<Record<string, Phase>>({});
  const controllers = new Map<string, AbortController>();
  return {
    isRunning: (id) => running[id] === true,
    phase: (id) => phases[id],
    setPhase: (id, phase) => setPhases(produce((all) => void (all[id] = phase))),
    claim(id) {
      if (controllers.has(id)) return undefined;
      const controller = new AbortController();
      controllers.set(id, controller);
      setRunning(id, true);
      return controller;
    },
    done(id) {
      controllers.delete(id);
      setRunning(produce((all) => void delete all[id]));
      setPhases(produce((all) => void delete all[id]));
    },
    stop: (id) => controllers.get(id)?.abort(),
    isStopping: (id) => controllers.get(id)?.signal.aborted === true,
  };
}
