import type { Tool } from './types';

/** The tools that come with Patchbay. */
export function builtinTools(): readonly Tool[] {
  return [];
}
