import { createSignal } from 'solid-js';

export interface Work<Name extends string> {
  /** Whether this is under way, for the button that began it; tracked. */
  is(name: Name): boolean;
  /** Does it, unless something of the same owner is still under way: then nothing. Rejects as `run` does. */
  run(name: Name, run: () => Promise<unknown>): Promise<void>;
}

/** What the buttons of one place begin, one thing at a time. */
export function createWork<Name extends string>(): Work<Name> {
  const [now, setNow] = createSignal<Name>();
  return {
    is: (name) => now() === name,
    async run(name, run) {
      if (now() !== undefined) return;
      setNow(() => name);
      try {
        await run();
      } finally {
        setNow();
      }
    },
  };
}
