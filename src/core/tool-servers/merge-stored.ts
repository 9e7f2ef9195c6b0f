import { mergeChange } from '../../lib/merge-change';
import type { ToolServer } from './types';

/** Where it is, what goes along with each request, and what was found there: one value. */
const CONNECTION = ['url', 'headers', 'clientId', 'signIn', 'seen'] as const;

/**
 * What is to be stored of a tool server that a tab changed from `before` to `next`, while another tab may have changed what
 * is stored; undefined when it is gone. Without `before` it is new.
 */
export function savedOver(
  stored: ToolServer | undefined,
  next: ToolServer,
  before: ToolServer | undefined,
): ToolServer | undefined {
  if (!before) return next;
  if (!stored) return undefined;
  const merged = mergeChange(stored, before, next);
  if (addressOf(stored) === addressOf(before)) return merged;
  // A sign-in and a header go only where they were entered for.
  const source = addressOf(before) === addressOf(next) ? stored : next;
  const names = new Set<string>(CONNECTION);
  const others = Object.entries(merged).filter(([name]) => !names.has(name));
  const own = Object.entries(source).filter(([name]) => names.has(name));
  return Object.fromEntries([...others, ...own]) as never;
}

const addressOf = ({ url, headers, clientId }: ToolServer): string =>
  JSON.stringify([url, headers, clientId]);
