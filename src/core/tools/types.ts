import type { JsonObject } from '../../lib/json';

/** What a model is told of a tool. */
export interface ToolDefinition {
  /** As the wire takes it: letters, digits, `_` and `-`, 64 at most. */
  name: string;
  description: string;
  /** JSON Schema of the arguments, which are an object. */
  parameters: JsonObject;
}

export interface ToolOutput {
  /** What the model gets. */
  text: string;
  /** The tool itself says that it failed. */
  isError?: boolean;
}

/** Something that a model may ask for. */
export interface Tool extends ToolDefinition {
  /** What settings and chats call it: `builtin:calculator`, `mcp:SERVER:NAME`. Never changes. */
  id: string;
  /** For people. */
  title: string;
  /** For people: who runs it, `Patchbay` or the label of its server. */
  origin: string;
  /** On in a new chat. */
  onByDefault: boolean;
  /** Whether a person is asked while they have not decided; `each-time` is asked again and again, and cannot be allowed for good. */
  asks: 'never' | 'once' | 'each-time';
  /** One sentence for the question that names what these arguments lead to, such as an origin; absent: the arguments say it. */
  describe?: (args: JsonObject) => string;
  /** Runs it; the arguments fit its schema. Rejects when it could not run, and soon after `signal` is aborted. */
  run: (args: JsonObject, signal: AbortSignal) => Promise<ToolOutput>;
}

/** What a person says to a call. */
export type ToolDecision = 'once' | 'always-here' | 'always' | 'no' | 'never-here' | 'never';
