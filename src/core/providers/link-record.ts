import * as z from 'zod/mini';
import type { LinkBase } from './judge-link';

/** What is remembered of a linked file, beside the file itself. */
export interface LinkRecord {
  base?: LinkBase;
  /** Chosen when it was linked. */
  includeKeys: boolean;
  /** When both sides were last in step. */
  at?: number;
}

const base = z.object({ file: z.string(), here: z.string(), shown: z.string() });
const record = z.object({
  base: z.catch(z.optional(base), undefined),
  includeKeys: z.catch(z.boolean(), false),
  at: z.catch(z.optional(z.number()), undefined),
});

/** Whatever was stored, in today's shape. */
export function restoreLink(stored: unknown): LinkRecord {
  const { data } = record.safeParse(stored);
  const { base: known, includeKeys = false, at } = data ?? {};
  return { includeKeys, ...(known && { base: known }), ...(at !== undefined && { at }) };
}
