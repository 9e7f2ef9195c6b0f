import type { OutputUnit } from '@cfworker/json-schema';
import type { JsonValue } from '../../../lib/json';
import { jsonPath } from '../../providers/json-path';
import { isObject } from '../../providers/json-value';
import type { SchemaProblem } from '../check-schema';
import { keywordWords, wrongKind } from './problem-words';
import type { UsableSchema } from './usable-schema';

const MOST = 20;

/** What was checked, to find what the places in the checker's words stand for. */
export interface Checked {
  schema: UsableSchema;
  value: JsonValue;
  lookup: Readonly<Record<string, unknown>>;
}

/** Keywords whose own error only says that one of those behind it happened. */
const HULLS = new Set([
  ...['$ref', 'allOf', 'if', 'properties', 'patternProperties', 'additionalProperties'],
  ...['unevaluatedProperties', 'prefixItems', 'items', 'additionalItems', 'unevaluatedItems'],
  'dependentSchemas',
]);

/** Keywords that fail as a whole: what failed inside of them says little. */
const WHOLES = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames', 'not']);

/** The checker's errors as problems that a person and a model understand, 20 at most. */
export function problemsOf(errors: readonly OutputUnit[], checked: Checked): SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const problem of told(errors, checked)) {
    problems.set(`${problem.path}\n${problem.message}`, problem);
    if (problems.size === MOST) break;
  }
  return [...problems.values()];
}

function* told(errors: readonly OutputUnit[], checked: Checked): Generator<SchemaProblem> {
  for (let at = 0; at < errors.length; at += 1) {
    const error = errors[at];
    if (!error || HULLS.has(error.keyword)) continue;
    if (!WHOLES.has(error.keyword)) {
      yield problemOf(error, checked);
      continue;
    }
    let end = at + 1;
    while (errors[end]?.keywordLocation.startsWith(`${error.keywordLocation}/`)) end += 1;
    yield* ofWhole(error, errors.slice(at + 1, end), checked);
    at = end - 1;
  }
}

function* ofWhole(
  error: OutputUnit,
  inner: readonly OutputUnit[],
  checked: Checked,
): Generator<SchemaProblem> {
  const isChoice = error.keyword === 'anyOf' || error.keyword === 'oneOf';
  const branches = isChoice && inner.length > 0 ? byBranch(error, inner) : [];
  const kinds = branches.map((branch) => branch.find((each) => isWrongKind(each, error)));
  const fitting = branches.filter((_, index) => !kinds[index]);
  const [only] = fitting;
  if (fitting.length === 1 && only) yield* told(only, checked);
  else if (branches.length > 0 && fitting.length === 0) yield wrongKindOf(kinds, error, checked);
  else yield problemOf(error, checked);
}

function byBranch(error: OutputUnit, inner: readonly OutputUnit[]): OutputUnit[][] {
  const start = error.keywordLocation.length + 1;
  const branches = new Map<string, OutputUnit[]>();
  for (const each of inner) {
    const [branch = ''] = each.keywordLocation.slice(start).split('/', 1);
    branches.set(branch, [...(branches.get(branch) ?? []), each]);
  }
  return [...branches.values()];
}

function isWrongKind(each: OutputUnit, whole: OutputUnit): boolean {
  return each.keyword === 'type' && each.instanceLocation === whole.instanceLocation;
}

/** Of several forms none of which takes this kind of value: one sentence with all that they take. */
function wrongKindOf(
  kinds: readonly (OutputUnit | undefined)[],
  whole: OutputUnit,
  checked: Checked,
): SchemaProblem {
  const types = kinds.flatMap((each) => (each ? [keywordValue(each, checked)].flat() : []));
  const { path, value } = placeOf(whole, checked);
  return { path, message: wrongKind([...new Set(types.map(String))], value) };
}

function problemOf(error: OutputUnit, checked: Checked): SchemaProblem {
  const { path, value, steps } = placeOf(error, checked);
  if (error.keyword === 'required') return missing(error, steps);
  return { path, message: keywordWords(error, keywordValue(error, checked), value) };
}

function missing(error: OutputUnit, steps: readonly PropertyKey[]): SchemaProblem {
  const [, name = ''] = /property "([\s\S]*)"\.$/.exec(error.error) ?? [];
  return { path: shortPath([...steps, name]), message: 'is missing' };
}

function placeOf({ instanceLocation }: OutputUnit, { value }: Checked) {
  const steps: PropertyKey[] = [];
  let here: JsonValue | undefined = value;
  for (const step of stepsOf(instanceLocation)) {
    steps.push(Array.isArray(here) ? Number(step) : step);
    here = Array.isArray(here) ? here[Number(step)] : isObject(here) ? here[step] : undefined;
  }
  return { steps, path: shortPath(steps), value: here };
}

function keywordValue({ keywordLocation }: OutputUnit, { schema, lookup }: Checked): unknown {
  let here: unknown = schema;
  for (const step of stepsOf(keywordLocation)) {
    if (typeof here !== 'object' || here === null) return undefined;
    const target: unknown = step === '$ref' ? Reflect.get(here, '__absolute_ref__') : undefined;
    here = typeof target === 'string' ? lookup[target] : Reflect.get(here, step);
  }
  return here;
}

/** The checker writes places as URI fragments that hold a JSON pointer. */
function stepsOf(location: string): string[] {
  const steps = location.split('/').slice(1);
  return steps.map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function shortPath(steps: readonly PropertyKey[]): string {
  const path = jsonPath(steps);
  return path.length > 200 ? `${path.slice(0, 199)}…` : path;
}
