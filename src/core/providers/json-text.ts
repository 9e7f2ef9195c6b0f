import type { JsonObject, JsonValue } from '../../lib/json';
import { jsonPath, type Problem } from './json-path';

export type JsonRead = { ok: true; value: JsonValue } | { ok: false; problems: Problem[] };

/** Nothing that carries providers nests deeper; stops a file made to exhaust the stack. */
const maxDepth = 100;

interface Reader {
  text: string;
  /** What people call the whole of it. */
  whole: string;
  at: number;
  steps: PropertyKey[];
  problems: Problem[];
}

/**
 * Reads JSON as `JSON.parse` does, and refuses what that lets through in silence: a key given twice
 * (the last would win), `__proto__`, numbers that overflow. Never throws. Problems speak of the whole as a `whole`.
 */
export function readJson(text: string, whole = 'file'): JsonRead {
  // Windows editors put a byte order mark in front.
  const json = text.replace(/^\ufeff/, '');
  const reader: Reader = { text: json, whole, at: 0, steps: [], problems: [] };
  try {
    const value = readValue(reader);
    skipSpace(reader);
    if (reader.at < reader.text.length) fail(reader, `the end of the ${whole}`);
    return reader.problems.length > 0
      ? { ok: false, problems: reader.problems }
      : { ok: true, value };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, problems: [error.problem] };
    throw error;
  }
}

class Fault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

function fail(reader: Reader, expected: string): never {
  const before = reader.text.slice(0, reader.at).split('\n');
  const place = `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  const character = reader.text.slice(reader.at, reader.at + 2).match(/^./su)?.[0];
  const found =
    character === undefined ? `the ${reader.whole} ends` : `there is ${JSON.stringify(character)}`;
  stop(reader, `This is not JSON. ${place}: expected ${expected}, but ${found}.`);
}

function stop(reader: Reader, message: string): never {
  throw new Fault({ path: jsonPath(reader.steps), message });
}

function readValue(reader: Reader): JsonValue {
  skipSpace(reader);
  switch (reader.text[reader.at]) {
    case '{':
      return readNested(reader, readObject);
    case '[':
      return readNested(reader, readArray);
    case '"':
      return readString(reader);
    default:
      return readWord(reader);
  }
}

function readNested<T>(reader: Reader, read: (reader: Reader) => T): T {
  if (reader.steps.length >= maxDepth) {
    stop(
      reader,
      `The ${reader.whole} is nested deeper than ${maxDepth} levels, too deep to be meant.`,
    );
  }
  reader.at += 1;
  return read(reader);
}

function readObject(reader: Reader): JsonObject {
  const object: JsonObject = {};
  if (take(reader, '}')) return object;
  do {
    skipSpace(reader);
    if (reader.text[reader.at] !== '"') fail(reader, 'a key in double quotes');
    const key = readString(reader);
    reader.steps.push(key);
    const isGood = checkKey(reader, object, key);
    if (!take(reader, ':')) fail(reader, 'a colon');
    const value = readValue(reader);
    if (isGood) object[key] = value;
    reader.steps.pop();
  } while (take(reader, ','));
  if (!take(reader, '}')) fail(reader, 'a comma or }');
  return object;
}

function checkKey(reader: Reader, object: JsonObject, key: string): boolean {
  const isProto = key === '__proto__';
  if (!isProto && !Object.hasOwn(object, key)) return true;
  const message = isProto
    ? `The key "__proto__" is not allowed. Take it out of the ${reader.whole}.`
    : `The key ${JSON.stringify(key)} is there twice. Take one of them out.`;
  reader.problems.push({ path: jsonPath(reader.steps), message });
  return false;
}

function readArray(reader: Reader): JsonValue[] {
  const list: JsonValue[] = [];
  if (take(reader, ']')) return list;
  do {
    reader.steps.push(list.length);
    list.push(readValue(reader));
    reader.steps.pop();
  } while (take(reader, ','));
  if (!take(reader, ']')) fail(reader, 'a comma or ]');
  return list;
}

/** By hand, since a regular expression runs out of stack on a string of megabytes. */
function readString(reader: Reader): string {
  const { text, at: start } = reader;
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) {
    reader.at = text.length;
    fail(reader, 'a closing quote');
  }
  const value = parseToken(text.slice(start, end + 1));
  if (typeof value !== 'string') fail(reader, 'text without line breaks or unknown escapes');
  reader.at = end + 1;
  return value;
}

function readWord(reader: Reader): JsonValue {
  const word = /[\w.+-]*/y;
  word.lastIndex = reader.at;
  const token = word.exec(reader.text)?.[0] ?? '';
  const value = parseToken(token);
  if (value === undefined) fail(reader, 'a value');
  if (typeof value === 'number' && !Number.isFinite(value)) {
    stop(reader, `The number ${token.slice(0, 20)} is too large to keep.`);
  }
  reader.at += token.length;
  return value;
}

function parseToken(token: string): JsonValue | undefined {
  try {
    return JSON.parse(token) as JsonValue;
  } catch {
    return undefined;
  }
}

function skipSpace(reader: Reader): void {
  while (' \t\n\r'.includes(reader.text[reader.at] ?? 'x')) reader.at += 1;
}

function take(reader: Reader, character: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}
