import { dereference, validate } from '@cfworker/json-schema';
import type { JsonObject, JsonValue } from '../../../lib/json';
import type { SchemaVerdict } from '../check-schema';
import { isQuickPattern } from './pattern-cost';
import { problemsOf } from './problems';
import { sizeWithin } from './size';
import type { Size } from './size';
import { oddKeywords, usableSchema } from './usable-schema';

const VALUE_LIMITS = { values: 20_000, depth: 100, characters: 2_000_000 };
const SCHEMA_LIMITS = { values: 20_000, depth: 60, characters: 500_000 };

/** Schemas applied to values, more or less; a hundred thousand of them take part of a second. */
const WORK_LIMIT = 100_000;

/** See `judgeBySchema`. */
export function judge(schema: JsonObject, value: JsonValue): SchemaVerdict {
  if (!sizeWithin(schema, SCHEMA_LIMITS)) return unchecked('the schema is too large');
  const size = sizeWithin(value, VALUE_LIMITS);
  if (!size) return unchecked('there is too much of it');
  const work = new Work(size);
  try {
    return check(schema, value, size, work);
  } catch (error) {
    // Also the stack that a `$ref` to itself overflows.
    return unchecked(work.isOver ? 'the schema asks for too much work' : whyUnusable(error));
  }
}

/** See `schemaFault`. */
export function fault(schema: JsonObject): string | undefined {
  const verdict = judge(schema, null);
  if (verdict.kind === 'unchecked') return verdict.why;
  const [odd] = oddKeywords(schema);
  return odd === undefined ? undefined : `“${odd}” has a value that it cannot have`;
}

function check(schema: JsonObject, value: JsonValue, size: Size, work: Work): SchemaVerdict {
  const usable = usableSchema(schema, {
    allowsPattern: (pattern) => isQuickPattern(pattern, size.longest),
    allowsFormat: () => size.longest < 2000,
    onApply: (listed) => work.add(listed),
  });
  // `validate` reads its own fields of the copy that `dereference` made ready.
  const lookup = dereference(usable);
  const { errors } = validate(value, usable, draftOf(schema), lookup, false);
  const problems = problemsOf(errors, { schema: usable, value, lookup });
  return problems.length > 0 ? { kind: 'differs', problems } : { kind: 'fits' };
}

/** Up to draft 7, whatever stands beside a `$ref` does not count. */
function draftOf({ $schema }: JsonObject): '7' | '2020-12' {
  return typeof $schema === 'string' && /draft-0[467]/.test($schema) ? '7' : '2020-12';
}

function unchecked(why: string): SchemaVerdict {
  return { kind: 'unchecked', why };
}

function whyUnusable(error: unknown): string {
  const [, ref] =
    (error instanceof Error && /^Unresolved \$ref "([^"]{1,200})"/.exec(error.message)) || [];
  if (ref !== undefined) return `the schema refers to ${ref}, which is not in it`;
  return error instanceof RangeError
    ? 'the schema refers to itself without an end'
    : 'the schema is broken';
}

/** Counts what is done, and ends it by throwing when that becomes too much. */
class Work {
  #done = 0;
  readonly #perSchema: number;

  constructor({ widest, longest }: Size) {
    this.#perSchema = 1 + Math.floor(widest / 1000 + longest / 10_000);
  }

  get isOver(): boolean {
    return this.#done > WORK_LIMIT;
  }

  add(listed: number): void {
    this.#done += this.#perSchema + Math.floor(listed / 10);
    if (this.isOver) throw new Error('too much work');
  }
}
