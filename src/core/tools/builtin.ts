import type { Clock } from '../ports';
import { calculator } from './builtin/calculator';
import { currentTime } from './builtin/current-time';
import type { ReadUrlPorts } from './builtin/read-page';
import { readUrl } from './builtin/read-url';
import type { Tool } from './types';

export interface BuiltinPorts extends ReadUrlPorts {
  clock: Clock;
}

/** The tools that come with Patchbay. */
export function builtinTools(ports: BuiltinPorts): readonly Tool[] {
  return [currentTime(ports.clock), calculator(), readUrl(ports)];
}
