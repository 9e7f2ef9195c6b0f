import type { OutputUnit } from '@cfworker/json-schema';
import type { JsonValue } from '../../../lib/json';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** What a value must be, and what it is instead. */
export function wrongKind(types: readonly string[], value: JsonValue | undefined): string {
  const wanted = inWords(types.map((type) => KINDS[type] ?? type));
  return `must be ${wanted}, not ${isOf(value)}`;
}

/** One error of the checker, said of the value at its path; `wanted` is what its keyword asks for. */
export function keywordWords(
  { keyword, error }: Pick<OutputUnit, 'keyword' | 'error'>,
  wanted: unknown,
  value: JsonValue | undefined,
): string {
  const limit = short(wanted);
  switch (keyword) {
    case 'type':
      return wrongKind([wanted].flat().map(String), value);
    case 'const':
      return `must be ${limit}`;
    case 'enum':
      return `must be ${oneOf(wanted)}`;
    case 'not':
      return isEmpty(wanted) ? 'is not expected here' : 'has a form that is not allowed';
    case 'propertyNames':
      return `has a name that is not allowed: ${short(/"([\s\S]*)"/.exec(error)?.[1])}`;
    case 'anyOf':
      return 'fits none of the allowed forms';
    case 'oneOf':
      return /\(0 matches\)/.test(error)
        ? 'fits none of the allowed forms'
        : 'fits more than one of the allowed forms, and may fit only one';
    case 'minimum':
      return `must be at least ${limit}`;
    case 'maximum':
      return `must be at most ${limit}`;
    case 'exclusiveMinimum':
      return `must be more than ${limit}`;
    case 'exclusiveMaximum':
      return `must be less than ${limit}`;
    case 'multipleOf':
      return `must be a multiple of ${limit}`;
    case 'minLength':
      return `must have at least ${counted(wanted, 'character')}`;
    case 'maxLength':
      return `must have at most ${counted(wanted, 'character')}`;
    case 'pattern':
      return `must match the pattern ${limit}`;
    case 'format':
      return `must be written as ${String(wanted)}`;
    case 'minItems':
      return `must have at least ${counted(wanted, 'item')}`;
    case 'maxItems':
      return `must have at most ${counted(wanted, 'item')}`;
    case 'uniqueItems':
      return 'must not have the same item twice';
    case 'minProperties':
      return `must have at least ${counted(wanted, 'member')}`;
    case 'maxProperties':
      return `must have at most ${counted(wanted, 'member')}`;
    case 'contains':
      return 'must have an item of the form that is asked for';
    case 'dependentRequired':
    case 'dependencies':
      return error.replace(/^Instance has/, 'has').replace(/\.$/, '');
    default:
      return 'does not fit the schema';
  }
}

function isOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : short(value);
  return typeof value === 'string' ? 'a string' : 'an object';
}

function oneOf(wanted: unknown): string {
  const values = Array.isArray(wanted) ? wanted : [];
  const shown = values.slice(0, 20).map(short);
  const more = values.length - shown.length;
  return inWords(more > 0 ? [...shown, `one of ${more} more`] : shown);
}

function inWords(list: readonly string[]): string {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`;
}

function counted(wanted: unknown, what: string): string {
  return `${String(wanted)} ${what}${wanted === 1 ? '' : 's'}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
