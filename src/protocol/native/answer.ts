import type { Connection } from '../openai/connection';
import type { ListedModel } from '../openai/models';
import { filledText } from '../openai/wire';

/** What a server's own endpoints told beyond its list of models. */
export interface NativeAnswer {
  /** As the server words it. */
  version?: string;
  /** Facts by id; ids that the list does not have say nothing. */
  models: ListedModel[];
}

/**
 * Asks a server by the endpoints of one program, with GETs that change nothing there. Undefined when none of them
 * answers as that program does. Throws only when aborted.
 */
export type ReadNative = (
  connection: Connection,
  listed: readonly ListedModel[],
) => Promise<NativeAnswer | undefined>;

const longestVersion = 40;

/** A version for people; text that is too long for one is none. */
export function versionText(value: unknown): { version?: string } {
  const version = filledText(value)?.trim();
  return version !== undefined && version.length <= longestVersion ? { version } : {};
}

/** The facts that are there, without those that the server did not tell. */
export function told(
  id: string,
  facts: { [K in keyof Omit<ListedModel, 'id'>]: ListedModel[K] | undefined },
): ListedModel {
  const rows = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { id, ...(Object.fromEntries(rows) as Omit<ListedModel, 'id'>) };
}
