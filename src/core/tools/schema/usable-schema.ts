import type { JsonObject, JsonValue } from '../../../lib/json';
import { isObject } from '../../providers/json-value';

/** A schema as it is given to the checker: boolean, or only what the checker knows, in the shape that it expects. */
export type UsableSchema = boolean | { [keyword: string]: unknown };

export interface Restrictions {
  /** Whether a pattern or a format may be tried on the value at hand. */
  allowsPattern(pattern: string): boolean;
  allowsFormat(format: string): boolean;
  /** Called with the list lengths of a schema each time that it is applied; may throw to end the check. */
  onApply(listed: number): void;
}

/**
 * A copy of the schema that holds what the checker knows, and nothing that it would choke on. Where a pattern is too much
 * for the value at hand, all is left out that could turn its absence into a problem: the copy never asks for more.
 */
export function usableSchema(schema: JsonObject, restrictions: Restrictions): UsableSchema {
  const copier = new Copier(restrictions, false);
  const copy = copier.schema(schema) ?? true;
  return copier.lost ? (new Copier(restrictions, true).schema(schema) ?? true) : copy;
}

/** Keywords of a schema that have a value they cannot have, in their order; each once. */
export function oddKeywords(schema: JsonObject): string[] {
  const anything = { allowsPattern: () => true, allowsFormat: () => true, onApply: () => {} };
  const copier = new Copier(anything, false);
  copier.schema(schema);
  return [...copier.odd];
}

/** Not monotone: what is missing inside of them makes them ask for more. */
const LEFT_OUT = [
  ...['not', 'if', 'then', 'else', 'oneOf', 'maxContains'],
  ...['patternProperties', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
];

/** Known by the checker, and passed over where it does not know the value. */
const NOTES = ['format', 'pattern', 'patternProperties', '$id', '$anchor'];

type Read = (value: JsonValue, copy: Copier) => unknown;

/** Copies a schema; knows whether something had to be left out that would have been checked. */
class Copier {
  lost = false;
  /** Keywords that were passed over for their shape. */
  readonly odd = new Set<string>();

  readonly restrictions: Restrictions;
  readonly #isCautious: boolean;

  constructor(restrictions: Restrictions, isCautious: boolean) {
    this.restrictions = restrictions;
    this.#isCautious = isCautious;
  }

  schema(value: JsonValue): UsableSchema | undefined {
    if (value === true) return true;
    // The checker does not tell where in a schema `false` stands.
    if (value === false) return this.#counted({ not: {} });
    return isObject(value) ? this.#counted(this.#members(value)) : undefined;
  }

  #members(schema: JsonObject): { [keyword: string]: unknown } {
    const copy: { [keyword: string]: unknown } = Object.create(null);
    for (const [keyword, value] of Object.entries(schema)) {
      if (this.#isCautious && LEFT_OUT.includes(keyword)) continue;
      const read = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      const usable = read?.(value, this);
      if (usable !== undefined) copy[keyword] = usable;
      else if (read && !NOTES.includes(keyword)) this.odd.add(keyword);
    }
    return copy;
  }

  /** The checker reads `$ref` of every schema that it applies, so that is where its steps are counted. */
  #counted(schema: { [keyword: string]: unknown }): { [keyword: string]: unknown } {
    const { $ref } = schema;
    const listed = ['properties', 'patternProperties', 'required', 'enum'].reduce(
      (sum, keyword) => sum + Object.keys(schema[keyword] ?? {}).length,
      0,
    );
    const { restrictions } = this;
    return Object.defineProperty(schema, '$ref', {
      get() {
        restrictions.onApply(listed);
        return $ref;
      },
    });
  }
}

const schema: Read = (value, copy) => copy.schema(value);
const number: Read = (value) => (typeof value === 'number' ? value : undefined);
const text: Read = (value) => (typeof value === 'string' ? value : undefined);
const any: Read = (value) => value;

const names: Read = (value) =>
  Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;

const schemas: Read = (value, copy) =>
  Array.isArray(value) && value.length > 0
    ? value.map((item) => copy.schema(item) ?? true)
    : undefined;

function mapOf(read: Read): Read {
  return (value, copy) => {
    if (!isObject(value)) return undefined;
    const map: { [name: string]: unknown } = Object.create(null);
    for (const [name, item] of Object.entries(value)) {
      const usable = read(item, copy);
      if (usable !== undefined) map[name] = usable;
    }
    return map;
  };
}

const patternMap: Read = (value, copy) => {
  if (!isObject(value)) return undefined;
  for (const each of Object.keys(value)) copy.lost ||= !copy.restrictions.allowsPattern(each);
  return copy.lost ? undefined : mapOf(schema)(value, copy);
};

const pattern: Read = (value, copy) => {
  if (typeof value !== 'string') return undefined;
  if (copy.restrictions.allowsPattern(value)) return value;
  copy.lost = true;
  return undefined;
};

const format: Read = (value, copy) => {
  if (typeof value !== 'string' || !FORMATS.includes(value)) return undefined;
  if (copy.restrictions.allowsFormat(value)) return value;
  copy.lost = true;
  return undefined;
};

/** Those that people use; the others are notes. */
const FORMATS = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uuid',
];

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

const type: Read = (value) => {
  const listed = [value].flat();
  const isKnown = listed.every((name) => TYPES.some((known) => known === name));
  return isKnown && listed.length > 0 ? listed : undefined;
};

/** The keywords that the checker applies, and in which shape it wants them. */
const KEYWORDS: Readonly<Record<string, Read>> = {
  ...Object.fromEntries(
    [
      ...['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'additionalProperties'],
      ...['unevaluatedProperties', 'additionalItems', 'unevaluatedItems'],
    ].map((keyword) => [keyword, schema]),
  ),
  $id: text,
  $anchor: text,
  $ref: text,
  $defs: mapOf(schema),
  definitions: mapOf(schema),
  type,
  const: any,
  enum: (value) => (Array.isArray(value) ? value : undefined),
  required: names,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  format,
  pattern,
  properties: mapOf(schema),
  patternProperties: patternMap,
  dependentRequired: mapOf(names),
  dependentSchemas: mapOf(schema),
  dependencies: mapOf((value, copy) => names(value, copy) ?? schema(value, copy)),
  minProperties: number,
  maxProperties: number,
  prefixItems: schemas,
  items: (value, copy) => schemas(value, copy) ?? schema(value, copy),
  minContains: number,
  maxContains: number,
  minItems: number,
  maxItems: number,
  uniqueItems: (value) => (typeof value === 'boolean' ? value : undefined),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: (value) => (typeof value === 'number' && value > 0 ? value : undefined),
  minLength: number,
  maxLength: number,
};
