/** What probe.js puts into each measured page. */
interface Probe {
  begin(): void;
  finished(): Promise<void>;
  stop(): void;
  state: {
    frames: number[];
    latencies: number[];
    longTasks: { start: number; ms: number }[];
    firstSeen: number;
    lastSeen: number;
    composerAt: number;
  };
}
// A `var` is how a global is declared.
declare var benchProbe: Probe;
