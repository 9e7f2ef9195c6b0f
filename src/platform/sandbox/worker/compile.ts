export type Compiled = () => Promise<unknown>;

// Only here, where the policy allows it: the worker of the sandbox.
const AsyncFunction = (async () => {}).constructor as new (body: string) => Compiled;

/** So many places are tried for where the last statement begins. */
const TRIES = 60;

/**
 * Code as a function that gives back what it returns, or else the value of its last statement if that is an expression;
 * `await` works. Throws the SyntaxError of code that is none.
 */
export function compile(code: string): Compiled {
  const whole = returning('', code);
  if (whole) return whole;
  const plain = new AsyncFunction(code);
  return withLastValue(code) ?? plain;
}

/** What begins like this may go on from the line before it. */
const GOES_ON = /^[([`+\-*/]/;

function withLastValue(code: string): Compiled | undefined {
  let tries = 0;
  for (let at = code.length - 1; at > 0 && tries < TRIES; at -= 1) {
    const end = code[at - 1];
    if (end !== ';' && end !== '\n' && end !== '}') continue;
    const last = code.slice(at);
    if (!last.trim() || (end !== ';' && GOES_ON.test(last.trim()))) continue;
    tries += 1;
    const before = code.slice(0, at);
    // `if (a)` or `for (…)` alone is no code: what follows belongs to it.
    const found = isCode(before) ? returning(before, last) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Code whose end is one expression; undefined where it is not. */
function returning(before: string, last: string): Compiled | undefined {
  const shorter = last.replace(/\/\/[^\n]*\s*$/, '');
  for (const expression of new Set([last, shorter])) {
    try {
      return new AsyncFunction(`${before}\nreturn (${expression.replace(/[;\s]+$/, '')}\n)`);
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

function isCode(text: string): boolean {
  try {
    return Boolean(new AsyncFunction(text));
  } catch {
    return false;
  }
}
