import type { ToolCall, ToolResult, ToolResultStatus } from '../chat/types';
import { reasonOf } from '../../lib/reason';
import type { JsonObject, JsonValue } from '../../lib/json';
import { ownText } from '../../lib/own-text';
import { unlessAborted } from '../../lib/unless-aborted';
import { argumentsOf } from './arguments';
import type { Tool } from './types';

/** Characters of a result that the model gets: more would fill the window of most. */
export const MOST_CHARACTERS = 50_000;
/** What is told of arguments that did not fit, and how many problems of them. */
const MOST_QUOTED = 400;
const MOST_PROBLEMS = 10;

export interface CallRun {
  /** The tools that the model was told of. */
  tools: readonly Tool[];
  /** Where the arguments do not fit the schema; empty when they do. */
  check: (
    schema: JsonObject,
    args: JsonValue,
  ) => Promise<readonly { path: string; message: string }[]>;
  /** Whether it may run; waits for a person where they are asked. Rejects when `signal` is aborted. */
  approve: (tool: Tool, args: JsonObject) => Promise<boolean>;
  /** Told when it begins. */
  onRun: (tool: Tool) => void;
  signal: AbortSignal;
  now: () => number;
}

/** Runs one call, and turns whatever goes wrong into a result that tells the model; never rejects. */
export async function runCall(call: ToolCall, run: CallRun): Promise<ToolResult> {
  const { signal, now } = run;
  let startedAt = now();
  const result = (status: ToolResultStatus, text: string): ToolResult => ({
    status,
    ...cut(text),
    startedAt,
    finishedAt: now(),
  });
  try {
    signal.throwIfAborted();
    const tool = run.tools.find(({ name }) => name === call.name);
    if (!tool) return result('failed', unknownWords(call.name, run.tools));
    const args = argumentsOf(call.arguments);
    if (!args) return result('failed', notAnObjectWords(call.arguments));
    // A schema that cannot be checked is the tool's to read.
    const problems = await run.check(tool.parameters, args).catch(() => []);
    signal.throwIfAborted();
    if (problems.length > 0) return result('failed', problemWords(problems));
    if (!(await run.approve(tool, args))) return result('denied', 'The person refused this call.');
    signal.throwIfAborted();
    startedAt = now();
    run.onRun(tool);
    // A tool may not listen to its signal.
    const { text, isError } = await unlessAborted(tool.run(args, signal), signal);
    return result(isError ? 'failed' : 'done', text);
  } catch (error) {
    return signal.aborted
      ? result('stopped', 'The person stopped this call.')
      : result('failed', `The tool failed: ${reasonOf(error)}`);
  }
}

function cut(text: string): Pick<ToolResult, 'text' | 'cutFrom'> {
  if (text.length <= MOST_CHARACTERS) return { text };
  return { text: beginning(text, MOST_CHARACTERS), cutFrom: text.length };
}

/** Never ends between the halves of one character. A result is kept for as long as its chat. */
function beginning(text: string, length: number): string {
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return ownText(text.slice(0, end));
}

function quoted(text: string): string {
  return text.length <= MOST_QUOTED ? text : `${beginning(text, MOST_QUOTED)} …`;
}

function unknownWords(name: string, tools: readonly Tool[]): string {
  const names = tools.map((tool) => tool.name).join(', ');
  const there = names === '' ? 'There are no tools in this chat.' : `The tools are: ${names}.`;
  return `There is no tool named ${JSON.stringify(quoted(name))}. ${there}`;
}

function notAnObjectWords(text: string): string {
  return `The arguments are not a JSON object: ${quoted(text)}\nCall the tool again with one JSON object.`;
}

function problemWords(problems: readonly { path: string; message: string }[]): string {
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => `${quoted(path)}: ${quoted(message)}`);
  const more = problems.length - lines.length;
  return [
    'The arguments do not fit the schema of the tool:',
    ...lines,
    ...(more > 0 ? [`and ${String(more)} more`] : []),
  ].join('\n');
}
