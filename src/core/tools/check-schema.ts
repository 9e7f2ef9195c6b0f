import type { JsonObject, JsonValue } from '../../lib/json';

/** Where a value does not fit its schema. */
export interface SchemaProblem {
  /** A JSON path such as `$.days[0]`. */
  path: string;
  /** Reads on behind the path: `must be a number, not a string`. */
  message: string;
}

/** Whether a value fits, or why that could not be looked at. */
export type SchemaVerdict =
  | { kind: 'fits' }
  | { kind: 'differs'; problems: SchemaProblem[] }
  | { kind: 'unchecked'; why: string };

/**
 * Checks a value by a JSON Schema (draft 4 to 2020-12). Never throws, never fetches a `$ref`, and does a bounded amount of
 * work, whatever the two hold: what is too large or broken is `unchecked`.
 */
export async function judgeBySchema(schema: JsonObject, value: JsonValue): Promise<SchemaVerdict> {
  const { judge } = await import('./schema/judge');
  return judge(schema, value);
}

/** Why a schema cannot be used, or not all of it, in a few words without a full stop; undefined when it can. */
export async function schemaFault(schema: JsonObject): Promise<string | undefined> {
  const { fault } = await import('./schema/judge');
  return fault(schema);
}

/** What does not fit, 20 at most; nothing when all does, and nothing when the schema cannot be used. */
export async function checkSchema(schema: JsonObject, value: JsonValue): Promise<SchemaProblem[]> {
  const verdict = await judgeBySchema(schema, value);
  return verdict.kind === 'differs' ? verdict.problems : [];
}
