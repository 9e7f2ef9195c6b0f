export interface TrimmedKey {
  key: string;
  /** What was taken away, in words, e.g. `spaces`, `quotes`, `Bearer`. */
  trimmed: string[];
  /** Why no request can carry this key; absent when it can. Never holds the key. */
  problem?: string;
}

const layers: [string, RegExp][] = [
  ['invisible characters', /[\u200b-\u200d\u2060\ufeff]/g],
  ['line breaks', /[\r\n\t]+/g],
  ['spaces', /^\s+|\s+$/g],
  ['quotes', /^["'`“”„‘’‚«»]+|["'`“”„‘’‚«»]+$/g],
  ['Bearer', /^(?:authorization:\s*)?bearer\s+/i],
];

/** Takes off what copying puts around an API key; an empty key means none. */
export function trimKey(input: string): TrimmedKey {
  const found = new Set<string>();
  let key = input;
  for (let before; before !== key;) {
    before = key;
    for (const [word, pattern] of layers) {
      const next = key.replace(pattern, '');
      if (next !== key) found.add(word);
      key = next;
    }
  }
  const problem = keyProblem(key);
  return { key, trimmed: [...found], ...(problem && { problem }) };
}

/** A header holds ASCII without controls; `fetch` throws, or the server reads something else. */
function keyProblem(key: string): string | undefined {
  const at = [...key].findIndex((character) => !/[\x20-\x7e]/.test(character));
  if (at < 0) return undefined;
  return `Character ${at + 1} of the API key cannot be sent. Copy the key again from where it was made.`;
}
