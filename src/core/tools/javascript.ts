import type { JsonObject } from '../../lib/json';
import type { Run, RunEnd, RunLimits, Sandbox } from './sandbox';
import type { Tool, ToolOutput } from './types';

const PARAMETERS: JsonObject = {
  type: 'object',
  properties: { code: { type: 'string', description: 'The JavaScript to run.' } },
  required: ['code'],
  additionalProperties: false,
};

/** The tool with which a model runs JavaScript in the sandbox. */
export function createJavascriptTool(sandbox: Sandbox): Tool {
  const { limits } = sandbox;
  return {
    id: 'builtin:javascript',
    name: 'javascript',
    title: 'JavaScript',
    origin: 'Patchbay',
    description: describeTool(limits),
    parameters: PARAMETERS,
    onByDefault: true,
    asks: 'once',
    run: async ({ code }, signal) =>
      toolOutput(await sandbox.run(typeof code === 'string' ? code : '', signal), limits),
  };
}

function describeTool({ ms, characters }: RunLimits): string {
  return (
    'Runs JavaScript in a sandbox without network, files, storage or page. Gives back what is logged with console.log ' +
    'and the value of the last expression or of a return; await works, imports do not. ' +
    `It ends after ${ms / 1000} seconds or ${characters} characters of output.`
  );
}

/** What the model reads of a run. */
export function toolOutput({ lines, end }: Run, limits: RunLimits): ToolOutput {
  const logged = lines.join('\n');
  const words = endWords(end, limits);
  const text = logged ? `Logged:\n${logged}\n\n${words}` : words;
  return end.kind === 'value' || end.kind === 'nothing' ? { text } : { text, isError: true };
}

function endWords(end: RunEnd, { ms, characters }: RunLimits): string {
  switch (end.kind) {
    case 'value':
      return `Value:\n${end.text}`;
    case 'nothing':
      return 'It ended without a value.';
    case 'thrown':
      return `It failed:\n${end.text}`;
    case 'closed':
      return 'It closed its own worker before its end.';
    case 'timed-out':
      return `It was stopped after ${ms / 1000} seconds, the time limit.`;
    default:
      return `It was stopped at ${characters} characters of output, the limit. The rest is left out.`;
  }
}
