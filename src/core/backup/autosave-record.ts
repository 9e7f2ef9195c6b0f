import * as z from 'zod/mini';

/** What became of automatic backups: the last that was written, and the last that failed since. */
export interface AutosaveRecord {
  success?: { at: number; bytes: number } | undefined;
  failure?: { at: number; reason: string } | undefined;
  /** Turned off by the person. */
  off?: boolean | undefined;
  /** Without images and files. */
  textOnly?: boolean | undefined;
}

const record = z.object({
  success: z.catch(z.optional(z.object({ at: z.number(), bytes: z.number() })), undefined),
  failure: z.catch(z.optional(z.object({ at: z.number(), reason: z.string() })), undefined),
  off: z.catch(z.optional(z.boolean()), undefined),
  textOnly: z.catch(z.optional(z.boolean()), undefined),
});

/** Whatever was stored, in today's shape; what cannot be read is left out. */
export function restoreAutosave(stored: unknown): AutosaveRecord {
  return record.safeParse(stored).data ?? {};
}
