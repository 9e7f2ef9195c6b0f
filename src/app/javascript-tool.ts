import type { Clock } from '../core/ports';
import { createJavascriptTool } from '../core/tools/javascript';
import type { Tool } from '../core/tools/types';
import { openSandbox } from '../platform/sandbox/open-sandbox';

/** The tool that runs JavaScript, with the sandbox that it runs in. */
export function openJavascriptTool(clock: Clock): Tool {
  return createJavascriptTool(openSandbox(clock));
}
