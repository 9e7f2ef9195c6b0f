/** Any value that JSON can hold. Unknown keys of a file are kept as this. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A copy of the value when it is an object that JSON can hold, else undefined; never throws. */
export function asJsonObject(value: unknown): JsonObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  try {
    // Through the members: a `toJSON` could make anything of the whole.
    return JSON.parse(JSON.stringify({ ...value, toJSON: undefined })) as JsonObject;
  } catch {
    return undefined;
  }
}
