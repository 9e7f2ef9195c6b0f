import { filledText, isObject, member, parseJson } from './wire';

/** Messages quote messages (a proxy quotes a server that quotes its runner); deeper than this is a joke. */
const maxDepth = 6;

/**
 * The words of an error body, whichever of the known shapes it has; empty when there are none.
 * Order: error, detail, message, errors, text (FastChat's frame), x_groq.error, choices[0].error.
 */
export function errorWords(body: unknown): string {
  if (!isObject(body)) return nestedWords(body, 0);
  return (
    withUpstreamWords(body['error']) ||
    nestedWords(body['detail'], 0) ||
    nestedWords(body['message'], 0) ||
    firstWords(body['errors']) ||
    (body['error_code'] ? nestedWords(body['text'], 0) : '') ||
    nestedWords(member(body, 'x_groq', 'error'), 0) ||
    firstWords(body['choices'], 'error')
  );
}

/**
 * The server's own code: `code` unless it only repeats an HTTP status, else `type`. A quoted error
 * goes first: it knows more (`exceed_context_size_error`) than who quotes it.
 */
export function errorCode(body: unknown, depth = 0): string | undefined {
  const error = member(body, 'error');
  const inner = quoted(error) ?? quoted(member(error, 'message'));
  if (inner !== undefined && depth < maxDepth) {
    const code = errorCode(inner, depth + 1);
    if (code !== undefined) return code;
  }
  const detail = member(body, 'detail');
  const choiceError = member(first(member(body, 'choices')), 'error');
  const groqError = member(body, 'x_groq', 'error');
  return [
    error,
    member(error, 'error'),
    member(detail, 'error'),
    detail,
    body,
    groqError,
    choiceError,
  ]
    .map(ownCode)
    .find((code) => code !== undefined);
}

function ownCode(holder: unknown): string | undefined {
  const code = codeText(member(holder, 'code')) ?? codeText(member(holder, 'error_code'));
  const type = codeText(member(holder, 'type')) ?? codeText(member(holder, 'error_type'));
  // llama.cpp and vLLM repeat the HTTP status as `code`; their `type` says more.
  if (code !== undefined && !/^[1-5]\d\d$/.test(code)) return code;
  return type ?? code ?? codeText(member(holder, 'http_status_code'));
}

function codeText(value: unknown): string | undefined {
  return typeof value === 'number' && value !== 0 ? String(value) : filledText(value);
}

/** OpenRouter says "Provider returned error" and keeps the provider's own words in `metadata.raw`. */
function withUpstreamWords(error: unknown): string {
  const words = nestedWords(error, 0);
  const upstream = nestedWords(member(error, 'metadata', 'raw'), 0);
  if (!words || !upstream || words.includes(upstream)) return words || upstream;
  return `${words}\n${upstream}`;
}

function nestedWords(value: unknown, depth: number): string {
  if (depth > maxDepth) return '';
  if (typeof value === 'string') return unquoted(value, depth);
  if (Array.isArray(value)) return listWords(value, depth);
  if (!isObject(value)) return '';
  for (const key of ['message', 'msg', 'error', 'detail']) {
    const words = nestedWords(value[key], depth + 1);
    if (words) return words;
  }
  return firstWords(value['errors']);
}

/** FastAPI's `[{ loc: ['body', 'max_tokens'], msg: … }]` becomes `max_tokens: …`. */
function listWords(list: unknown[], depth: number): string {
  return list
    .map((entry) => {
      const words = nestedWords(entry, depth + 1);
      const loc = member(entry, 'loc');
      const place = Array.isArray(loc) ? loc.at(-1) : undefined;
      const named = typeof place === 'string' || typeof place === 'number';
      return words && named ? `${place}: ${words}` : words;
    })
    .filter(Boolean)
    .join('; ');
}

function firstWords(list: unknown, key?: string): string {
  const entry = first(list);
  return nestedWords(key === undefined ? entry : member(entry, key), 1);
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? (list as unknown[])[0] : undefined;
}

/** Ollama passes its runner's JSON error on as a string. */
function unquoted(text: string, depth: number): string {
  return nestedWords(quoted(text), depth + 1) || text.trim();
}

function quoted(text: unknown): unknown {
  return typeof text === 'string' && /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
}
