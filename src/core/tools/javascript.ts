import type { JsonObject } from '../../lib/json';
import { type Run, RUN_LIMITS, type RunEnd, type Sandbox } from './sandbox';
import type { Tool, ToolOutput } from './types';

const PARAMETERS: JsonObject = {
  type: 'object',
  properties: { code: { type: 'string', description: 'The JavaScript to run.' } },
  required: ['code'],
  additionalProperties: false,
};

const SECONDS = `${RUN_LIMITS.ms / 1000} seconds`;
const CHARACTERS = `${RUN_LIMITS.characters} characters of output`;

const DESCRIPTION =
  'Runs JavaScript in a sandbox without network, files, storage or page. Gives back what is logged with console.log ' +
  'and the value of the last expression or of a return; await works, imports do not. ' +
  `It ends after ${SECONDS} or ${CHARACTERS}.`;

/** The tool with which a model runs JavaScript in the sandbox. */
export function createJavascriptTool(sandbox: Sandbox): Tool {
  return {
    id: 'builtin:javascript',
    name: 'javascript',
    title: 'JavaScript',
    origin: 'Patchbay',
    description: DESCRIPTION,
    parameters: PARAMETERS,
    onByDefault: true,
    asks: 'once',
    run: async ({ code }, signal) =>
      toolOutput(await sandbox.run(typeof code === 'string' ? code : '', signal)),
  };
}

/** What the model reads of a run. */
export function toolOutput({ lines, end }: Run): ToolOutput {
  const logged = lines.join('\n');
  const words = endWords(end);
  const text = logged ? `Logged:\n${logged}\n\n${words}` : words;
  return end.kind === 'value' || end.kind === 'nothing' ? { text } : { text, isError: true };
}

function endWords(end: RunEnd): string {
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
      return `It was stopped after ${SECONDS}, the time limit.`;
    default:
      return `It was stopped at ${CHARACTERS}, the limit. The rest is left out.`;
  }
}
