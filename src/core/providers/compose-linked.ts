import type { JsonObject, JsonValue } from '../../lib/json';
import { ownValue } from '../../lib/own-value';
import { mayKeepKey, normalBaseUrl } from './base-url';
import { encode, type EncodeOptions } from './encode';
import { firstKey } from './file-key';
import { isObject, without } from './json-value';
import { readJson } from './json-text';
import type { ProviderSetup } from './repository';
import { refillSecrets } from './secrets';

/**
 * What a linked file should hold now: the export of the setup, and what only the file has to say: secrets that are
 * empty here, unknown keys, entries of other kinds. `fileText` is a providers.json that decodes, or empty.
 */
export function composeLinked(
  setup: ProviderSetup,
  fileText: string,
  options: Pick<EncodeOptions, 'includeKeys' | 'models'>,
): string {
  const exported = JSON.parse(encode(setup, options)) as JsonObject;
  const file = readJson(fileText);
  if (!file.ok || !isObject(file.value)) return textOf(exported);
  const theirs = providersOf(file.value);
  const ours = isObject(exported['providers']) ? exported['providers'] : {};
  const entries = Object.entries(ours).map(([key, entry]) => [key, refilled(key, entry, theirs)]);
  const others = Object.entries(theirs).filter(
    ([key, entry]) => !Object.hasOwn(ours, key) && isOfAnotherKind(key, entry),
  );
  const rest = isObject(file.value['providers']) ? without(file.value, ['providers']) : {};
  const known = without(exported, ['providers']);
  return textOf({
    ...exported,
    providers: Object.fromEntries([...entries, ...others]) as JsonObject,
    ...(refillSecrets({ ...rest, ...known }, rest) as JsonObject),
  });
}

/** As the codec tells them apart (design.md). */
function isOfAnotherKind(key: string, entry: JsonValue): boolean {
  return key !== firstKey && !(isObject(entry) && entry['name'] === firstKey);
}

function textOf(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The entries of a file by key; a bare entry has no key of its own. */
function providersOf(document: JsonObject): JsonObject {
  const { providers, [firstKey]: first } = document as Record<string, JsonValue | undefined>;
  if (isObject(providers)) return providers;
  return { [firstKey]: isObject(first) ? first : document };
}

/** A secret that is empty here says nothing; it goes along only with an address of the same origin. */
function refilled(key: string, entry: JsonValue, theirs: JsonObject): JsonValue {
  const url = baseUrlOf(entry);
  const own = ownValue(theirs, key);
  if (url === undefined) return refillSecrets(entry, own);
  const isSame = (other: JsonValue | undefined) => {
    const from = baseUrlOf(other);
    return from !== undefined && mayKeepKey({ baseUrl: from }, url);
  };
  const isThere = (other: JsonValue) =>
    normalBaseUrl(baseUrlOf(other) ?? '') === normalBaseUrl(url);
  const source = isSame(own) ? own : Object.values(theirs).find(isThere);
  return source === undefined ? entry : refillSecrets(entry, source);
}

function baseUrlOf(entry: JsonValue | undefined): string | undefined {
  const url = isObject(entry) ? entry['base_url'] : undefined;
  return typeof url === 'string' ? url : undefined;
}
