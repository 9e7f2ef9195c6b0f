/** What probe.js puts into each measured page. */
interface Probe {
  begin(): void;
  finished(): Promise<void>;
  stop(): void;
  state: unknown;
}
// A `var` is how a global is declared.
declare var __probe: Probe;
