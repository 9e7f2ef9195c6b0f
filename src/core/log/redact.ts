import { mayBeIn } from './may-be-in';
import { secretPattern } from './secret-pattern';

const REDACTED = '[redacted]';
/** Shorter "keys" would blacken every other word, and hide nothing. */
const SHORTEST_SECRET = 3;
/** Of secrets in one regular expression: Chromium refuses one for 20,000 ("Regular expression too large"). */
const MOST_CHARACTERS = 2_000;

/**
 * The text without keys: each known secret in any spelling, and whatever looks like a credential (bearer tokens,
 * `sk-…`, `api_key=…`, passwords and query values in URLs). No secret of three characters or more is left in it.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return replaceKnown(text, secrets, redactCredentials);
}

/** The text without the known secrets, in any spelling; all else stays, however much it looks like a credential. */
export function redactKnown(text: string, secrets: readonly string[]): string {
  return replaceKnown(text, secrets, (rest) => rest);
}

function replaceKnown(
  text: string,
  secrets: readonly string[],
  finish: (text: string) => string,
): string {
  const known = [...new Set(secrets)].filter(
    ({ length }) => length >= SHORTEST_SECRET && length <= MOST_CHARACTERS,
  );
  // What is longer than any key, as a damaged record may hold, is looked for as it is.
  const long = secrets.filter((secret) => secret.length > MOST_CHARACTERS);
  const shorter = long.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
  const replaced = patternsFor(shorter, known).reduce(
    (rest, pattern) => rest.replace(pattern, REDACTED),
    shorter,
  );
  const redacted = finish(replaced);
  // What is put in may itself spell a secret, alone ("redact") or with its neighbours: then nothing is shown.
  const isClean = patternsFor(redacted, known).every((pattern) => redacted.search(pattern) === -1);
  return isClean ? redacted : '…';
}

/** Patterns for the secrets that a text may hold, longest first, none of them larger than a browser compiles. */
function patternsFor(text: string, known: readonly string[]): RegExp[] {
  const groups: { characters: number; sources: string[] }[] = [];
  for (const piece of mayBeIn(text, known).sort((a, b) => b.length - a.length)) {
    let group = groups.at(-1);
    if (!group || group.characters + piece.length > MOST_CHARACTERS) {
      group = { characters: 0, sources: [] };
      groups.push(group);
    }
    group.characters += piece.length;
    group.sources.push(secretPattern(piece));
  }
  return groups.map(({ sources }) => new RegExp(sources.join('|'), 'g'));
}

function redactCredentials(text: string): string {
  return text
    .replace(/(:\/\/)[^\s/?#@"'<>]+@/g, `$1${REDACTED}@`)
    .replace(/([?&][^\s=&?#"'<>]+=)[^\s&#"'<>]+/g, `$1${REDACTED}`)
    .replace(/\b(Bearer|Basic)(\s+)([\w.~+/=*-]{6,})/gi, hideToken)
    .replace(/\b(?:sk|pk|rk|gsk|hf|ghp|xai|nvapi)[-_][\w*.-]{6,}/g, REDACTED)
    .replace(/\bAIza[\w-]{10,}/g, REDACTED)
    .replace(NAMED_IN_QUOTES, `$1${REDACTED}`)
    .replace(NAMED_PLAIN, `$1${REDACTED}`);
}

const NAMES =
  '(?:x[-_])?api[-_ ]?key|(?:access|refresh|auth)[-_]?token|(?:proxy-)?authorization|client[-_]secret|password|passwd|secret|token';

/** `"api_key": "…"`, also when the JSON is itself inside a string. */
const NAMED_IN_QUOTES = new RegExp(`(["'](?:${NAMES})\\\\*["']\\s*:\\s*\\\\*["'])[^"'\\\\]+`, 'gi');
/** `api_key=…` always; `X-Api-Key: …` only for what looks like a key, not for the next word of a sentence. */
const NAMED_PLAIN = new RegExp(
  `(\\b(?:${NAMES})(?:=|\\s*:\\s*(?=\\S*\\d|\\S{16})))(?!Bearer|Basic)[^\\s"'&,;}\\[\\]]+`,
  'gi',
);

// "Bearer authentication is required" is a sentence, "Bearer abc123…" is a key.
function hideToken(whole: string, scheme: string, space: string, token: string): string {
  const isWord = token.length < 20 && /^[a-z]+[.:]?$/i.test(token);
  return isWord ? whole : `${scheme}${space}${REDACTED}`;
}
