import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../lib/json';
import { checkSchema, judgeBySchema, schemaFault } from './check-schema';

const weather: JsonObject = {
  type: 'object',
  properties: {
    location: { type: 'string', minLength: 2 },
    days: { type: 'number' },
    unit: { enum: ['celsius', 'fahrenheit'] },
  },
  required: ['location'],
  additionalProperties: false,
};

async function said(schema: JsonObject, value: JsonValue): Promise<string[]> {
  return (await checkSchema(schema, value)).map(({ path, message }) => `${path}: ${message}`);
}

describe('what does not fit is said in words', () => {
  test('what fits has no problems', async () => {
    expect(await said(weather, { location: 'Oslo', days: 3, unit: 'celsius' })).toEqual([]);
  });

  test('all problems of an object are told, each at its place', async () => {
    expect(await said(weather, { days: '3', unit: 'kelvin', when: 'now' })).toEqual([
      '$.location: is missing',
      '$.days: must be a number, not a string',
      '$.unit: must be "celsius" or "fahrenheit"',
      '$.when: is not expected here',
    ]);
  });

  test.each<[string, JsonObject, JsonValue, string]>([
    ['a fraction', { type: 'integer' }, 3.5, '$: must be a whole number, not 3.5'],
    ['several types', { type: ['string', 'null'] }, 1, '$: must be a string or null, not a number'],
    [
      'a list',
      { items: { type: 'boolean' } },
      [true, null],
      '$[1]: must be true or false, not null',
    ],
    ['a pair', { prefixItems: [{}, { const: 2 }] }, [1, 3], '$[1]: must be 2'],
    ['an old pair', { items: [{ type: 'string' }] }, [1], '$[0]: must be a string, not a number'],
    ['a length', { minLength: 2 }, 'a', '$: must have at least 2 characters'],
    ['a limit', { maximum: 5 }, 6, '$: must be at most 5'],
    ['a step', { multipleOf: 0.1 }, 0.25, '$: must be a multiple of 0.1'],
    ['a pattern', { pattern: '^a+$' }, 'b', '$: must match the pattern "^a+$"'],
    ['a format', { format: 'date' }, '2026-02-30', '$: must be written as date'],
    ['twins', { uniqueItems: true }, [1, 1], '$: must not have the same item twice'],
    [
      'a name',
      { propertyNames: { maxLength: 1 } },
      { ab: 1 },
      '$: has a name that is not allowed: "ab"',
    ],
    [
      'odd names',
      { properties: { 'a b/c~%': { type: 'null' } } },
      { 'a b/c~%': 1 },
      '$["a b/c~%"]: must be null, not a number',
    ],
    [
      'a reference',
      { $ref: '#/$defs/day', $defs: { day: { maximum: 31 } } },
      32,
      '$: must be at most 31',
    ],
    [
      'optional',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      1,
      '$: must be a string or null, not a number',
    ],
    [
      'the form meant',
      { anyOf: [{ type: 'null' }, { type: 'object', required: ['a'] }] },
      {},
      '$.a: is missing',
    ],
    [
      'no form',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      {},
      '$: fits none of the allowed forms',
    ],
    [
      'two forms',
      { oneOf: [{}, true] },
      1,
      '$: fits more than one of the allowed forms, and may fit only one',
    ],
    [
      'a condition',
      JSON.parse('{"if":{"required":["a"]},"then":{"required":["b"]}}'),
      { a: 1 },
      '$.b: is missing',
    ],
    ['needs', { dependentRequired: { a: ['b'] } }, { a: 1 }, '$: has "a" but does not have "b"'],
    ['nothing', { properties: { a: false } }, { a: 1 }, '$.a: is not expected here'],
    [
      'draft 7',
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        definitions: { a: { type: 'string' } },
        properties: { x: { $ref: '#/definitions/a' } },
      },
      { x: 1 },
      '$.x: must be a string, not a number',
    ],
    [
      'own __proto__',
      JSON.parse('{"properties":{"__proto__":{"type":"string"}}}'),
      JSON.parse('{"__proto__":1}'),
      '$.__proto__: must be a string, not a number',
    ],
    ['a missing __proto__', { required: ['__proto__'] }, {}, '$.__proto__: is missing'],
  ])('%s', async (_, schema, value, words) => {
    expect(await said(schema, value)).toEqual([words]);
  });

  test('a tree that refers to itself is followed as deep as the value goes', async () => {
    const tree: JsonObject = {
      properties: { name: { type: 'string' }, children: { items: { $ref: '#' } } },
    };
    const value = { name: 'a', children: [{ name: 'b', children: [{ name: 3 }] }] };
    expect(await said(tree, value)).toEqual([
      '$.children[0].children[0].name: must be a string, not a number',
    ]);
  });

  test('no more than 20 problems are told', async () => {
    expect(
      await said(
        { items: { type: 'string' } },
        Array.from({ length: 500 }, () => 1),
      ),
    ).toHaveLength(20);
  });
});

describe('a broken or hostile schema neither throws nor hangs', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `a${at}`,
      { allOf: [{ $ref: `#/$defs/a${at + 1}` }, { $ref: `#/$defs/a${at + 1}` }] },
    ]),
  );

  test.each<[string, JsonObject, JsonValue, RegExp]>([
    ['a reference to itself', { $ref: '#' }, 1, /refers to itself|too much work/],
    [
      'a circle',
      { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
      1,
      /itself|work/,
    ],
    [
      'references that double',
      { $ref: '#/$defs/a0', $defs: { ...doubling, a60: {} } },
      1,
      /too much work/,
    ],
    [
      'a remote reference',
      { $ref: 'https://example.com/schema.json' },
      1,
      /refers to https:\/\/example.com/,
    ],
    ['a lost reference', { $ref: '#/$defs/gone' }, 1, /refers to #\/\$defs\/gone/],
    ['twice the same id', { allOf: [{ $id: 'x:a' }, { $id: 'x:a' }] }, 1, /broken/],
    ['a deep schema', nested(5000, 'not'), 1, /too large/],
    ['a deep value', { type: 'object' }, nested(5000, 'a'), /too much of it/],
    ['a long value', {}, 'x'.repeat(3_000_000), /too much of it/],
    ['many values', {}, Array.from({ length: 30_000 }, () => 1), /too much of it/],
  ])('%s is not checked, and says why', async (_, schema, value, why) => {
    expect(await judgeBySchema(schema, value)).toEqual({
      kind: 'unchecked',
      why: expect.stringMatching(why),
    });
    expect(await checkSchema(schema, value)).toEqual([]);
  });

  test.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^(.*a){20}$',
    '^((a{0,99}){99}){99}b$',
    `^${'(a|a)'.repeat(40)}$`,
    `^${'a?'.repeat(40)}${'a'.repeat(40)}$`,
    `^${'a*'.repeat(20)}b$`,
    '^(a*)\\1\\1\\1\\1b$',
    '([',
  ])('the pattern %s is not tried, and the rest is', async (pattern) => {
    const schema: JsonObject = { pattern, maxLength: 5, not: { pattern } };
    expect(await said(schema, `${'a'.repeat(200)}!`)).toEqual([
      '$: must have at most 5 characters',
    ]);
    const names: JsonObject = { patternProperties: { [pattern]: {} }, additionalProperties: false };
    expect(await said(names, { [`${'a'.repeat(200)}!`]: 1 })).toEqual([]);
  });

  test.each([
    '^\\d{4}-\\d{2}-\\d{2}$',
    '^[a-z0-9_-]+$',
    '^https?://\\S+$',
    '^[^@]+@[^@]+$',
    '^(?:low|high)$',
  ])('the everyday pattern %s is tried', async (pattern) => {
    expect(await said({ pattern }, '')).toHaveLength(1);
  });

  test('keywords of a wrong shape are passed over', async () => {
    const odd: JsonObject = {
      type: 'strnig',
      required: 5,
      properties: [],
      enum: {},
      items: 3,
      minimum: 'a',
      allOf: {},
      $ref: 7,
      format: '__proto__',
      constructor: 1,
    };
    expect(await said({ ...odd, maxLength: 1 }, 'ab')).toEqual([
      '$: must have at most 1 character',
    ]);
  });

  test('anything at all is answered', async () => {
    const keyword = fc.constantFrom(
      'type',
      '$ref',
      'properties',
      'items',
      'anyOf',
      'not',
      'pattern',
      'required',
      '$id',
      'enum',
      'if',
      'contains',
      'dependencies',
      '__proto__',
    );
    const json = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>('#', '#/x', 'string', '(a', null, true, 1, 'a'),
        fc.array(tie('any'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc
        .array(fc.tuple(keyword, tie('any')), { maxLength: 4 })
        .map((members) => Object.fromEntries(members)),
    }));
    await fc.assert(
      fc.asyncProperty(json['object'], json['any'], async (schema, value) => {
        const verdict = await judgeBySchema(schema as JsonObject, value as JsonValue);
        expect(['fits', 'differs', 'unchecked']).toContain(verdict.kind);
      }),
      { numRuns: 300 },
    );
  });
});

test.each<[JsonObject, string | undefined]>([
  [weather, undefined],
  [{ type: ['string', 'null'], format: 'whatever', uniqueItems: false, title: 'A' }, undefined],
  [{ properties: { type: { type: 'strnig' } } }, '“type” has a value that it cannot have'],
  [{ required: 'a' }, '“required” has a value that it cannot have'],
  [{ $ref: '#/$defs/a' }, 'the schema refers to #/$defs/a, which is not in it'],
])('what is wrong with the schema %j itself', async (schema, why) => {
  expect(await schemaFault(schema)).toBe(why);
});

function nested(depth: number, key: string): JsonObject {
  let value: JsonObject = {};
  for (let at = 0; at < depth; at += 1) value = { [key]: value };
  return value;
}
