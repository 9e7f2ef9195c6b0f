import {
  add,
  divide,
  isLess,
  isZero,
  modulo,
  multiply,
  negate,
  power,
  readAmount,
} from './exact-number';
import type { Amount } from './exact-number';
import { callFunction, constants, isFunction } from './math-functions';

/** What is wrong with an expression, and where: `at` counts characters from 1. */
export class ExpressionError extends Error {
  constructor(message: string, at: number) {
    super(`Character ${at}: ${message}`);
  }
}

const LONGEST = 1000;
const DEEPEST = 100;

interface Token {
  kind: 'number' | 'name' | 'sign' | 'end';
  text: string;
  /** From 1. */
  at: number;
}

const TOKEN =
  /\s*(?:((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|([a-zπτ][a-z0-9]*)|(\*\*|[-+*/^%!(),×·÷−]))/iuy;

const SIGNS: Readonly<Record<string, string>> = {
  '**': '^',
  '×': '*',
  '·': '*',
  '÷': '/',
  '−': '-',
};

/**
 * The value of an arithmetic expression: + - × ÷ ^ %, parentheses, `!`, functions and constants. Throws
 * `ExpressionError` with the place of what it cannot read or do.
 */
export function calculate(expression: string): Amount {
  if (expression.length > LONGEST) {
    throw new ExpressionError(`the expression is longer than ${LONGEST} characters`, LONGEST + 1);
  }
  return new Calculation(tokensOf(expression)).result();
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = expression.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const match = pattern.exec(expression);
    if (!match) throw unreadable(expression, from);
    const [, number, name, sign = ''] = match;
    const text = number ?? name?.toLowerCase() ?? SIGNS[sign] ?? sign;
    const at = pattern.lastIndex - (number ?? name ?? sign).length + 1;
    tokens.push({ kind: number ? 'number' : name ? 'name' : 'sign', text, at });
  }
  return [...tokens, { kind: 'end', text: 'the end', at: end + 1 }];
}

function unreadable(expression: string, from: number): ExpressionError {
  const at = from + expression.slice(from).search(/\S/);
  const [character = ''] = expression.slice(at);
  return new ExpressionError(`${JSON.stringify(character)} is not understood`, at + 1);
}

/** Works the tokens out while it reads them, by the usual order of operations. */
class Calculation {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  result(): Amount {
    const value = this.#sum();
    const rest = this.#peek();
    if (rest.kind !== 'end')
      throw new ExpressionError(`expected an operator, found ${rest.text}`, rest.at);
    return value;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? { kind: 'end', text: 'the end', at: 1 };
  }

  /** The next token, if it is one of these signs. */
  #take(...signs: readonly string[]): Token | undefined {
    const token = this.#peek();
    if (token.kind !== 'sign' || !signs.includes(token.text)) return undefined;
    this.#next += 1;
    return token;
  }

  #expect(sign: string): void {
    const { text, at } = this.#peek();
    if (!this.#take(sign)) throw new ExpressionError(`expected ${sign}, found ${text}`, at);
  }

  #sum(): Amount {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      const next = this.#product();
      value = add(value, sign.text === '-' ? negate(next) : next);
    }
    return value;
  }

  #product(): Amount {
    let value = this.#signed();
    for (let sign = this.#take('*', '/', '%'); sign; sign = this.#take('*', '/', '%')) {
      const next = this.#signed();
      if (sign.text === '*') value = multiply(value, next);
      else if (isZero(next)) throw new ExpressionError('division by zero', sign.at);
      else value = sign.text === '/' ? divide(value, next) : modulo(value, next);
    }
    return value;
  }

  #signed(): Amount {
    const sign = this.#take('+', '-');
    if (!sign) return this.#power();
    const value = this.#deeper(sign.at, () => this.#signed());
    return sign.text === '-' ? negate(value) : value;
  }

  #power(): Amount {
    const base = this.#suffixed();
    const sign = this.#take('^');
    if (!sign) return base;
    const exponent = this.#deeper(sign.at, () => this.#signed());
    if (isZero(base) && isLess(exponent, 0)) throw new ExpressionError('division by zero', sign.at);
    return this.#real(power(base, exponent), sign.at);
  }

  /** A `%` is a remainder where a value follows, else a hundredth. */
  #suffixed(): Amount {
    let value = this.#value();
    for (;;) {
      const { at } = this.#peek();
      if (this.#take('!')) value = this.#real(callFunction('factorial', [value]), at);
      else if (!this.#isPercent()) return value;
      else {
        this.#take('%');
        value = divide(value, readAmount('100'));
      }
    }
  }

  #isPercent(): boolean {
    const [sign, next] = [this.#peek(), this.#peek(1)];
    if (sign.kind !== 'sign' || sign.text !== '%') return false;
    return next.kind === 'end' || (next.kind === 'sign' && next.text !== '(');
  }

  #value(): Amount {
    const token = this.#peek();
    this.#next += 1;
    if (token.kind === 'number') return readAmount(token.text);
    if (token.kind === 'name') return this.#named(token);
    if (token.kind !== 'sign' || token.text !== '(') {
      throw new ExpressionError(`expected a number, found ${token.text}`, token.at);
    }
    const value = this.#deeper(token.at, () => this.#sum());
    this.#expect(')');
    return value;
  }

  #named({ text, at }: Token): Amount {
    const constant = Object.hasOwn(constants, text) ? constants[text] : undefined;
    if (constant !== undefined) return constant;
    if (!isFunction(text)) throw new ExpressionError(`${text} is not known`, at);
    this.#expect('(');
    const values: Amount[] = [];
    do values.push(this.#deeper(at, () => this.#sum()));
    while (this.#take(','));
    this.#expect(')');
    return this.#real(callFunction(text, values), at);
  }

  #deeper(at: number, read: () => Amount): Amount {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new ExpressionError('too deeply nested', at);
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #real(value: Amount | string, at: number): Amount {
    if (typeof value === 'string') throw new ExpressionError(value, at);
    if (Number.isNaN(value)) throw new ExpressionError('the result is no real number', at);
    return value;
  }
}
