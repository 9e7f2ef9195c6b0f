/** Any value that JSON can hold. Unknown keys of a file are kept as this. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}
