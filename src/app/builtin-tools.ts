import { recordFetch } from '../core/log/recorded-fetch';
import type { Clock } from '../core/ports';
import { builtinTools } from '../core/tools/builtin';
import { createJavascriptTool } from '../core/tools/javascript';
import type { Tool } from '../core/tools/types';
import type { Fetch } from '../lib/fetch';
import { openSandbox } from '../platform/sandbox/open-sandbox';

export interface BuiltinToolsTools {
  clock: Clock;
  fetch: Fetch;
  /** Where what they ask of the network is written down. */
  record: Parameters<typeof recordFetch>[1];
}

/** The tools that come with Patchbay, with what they need of this browser. */
export function openBuiltinTools({ clock, fetch, record }: BuiltinToolsTools): readonly Tool[] {
  const network = recordFetch(fetch, record, 'Tools');
  const tools = builtinTools({ clock, fetch: network });
  // A single file has no sandbox beside it.
  if (import.meta.env.MODE === 'single') return tools;
  return [...tools, createJavascriptTool(openSandbox(clock))];
}
