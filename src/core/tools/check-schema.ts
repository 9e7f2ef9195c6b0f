import type { JsonObject, JsonValue } from '../../lib/json';

export interface SchemaProblem {
  /** A JSON path such as `$.a[0]`. */
  path: string;
  message: string;
}

export async function checkSchema(
  _schema: JsonObject,
  _value: JsonValue,
): Promise<SchemaProblem[]> {
  return [];
}
