import type { Tool, ToolOutput } from '../types';
import { calculate, ExpressionError } from './calculate';
import { toNumber, written } from './exact-number';

/** Arithmetic, exact where it can be. */
export function calculator(): Tool {
  return {
    id: 'builtin:calculator',
    name: 'calculator',
    title: 'Calculator',
    origin: 'Patchbay',
    description:
      'Works out an arithmetic expression: + - * / ^ % ! and parentheses, pi, e, sqrt, cbrt, abs, round(x, decimals), ' +
      'floor, ceil, min, max, exp, ln, log (base 10), log2, sin, cos, tan (radians) and their inverses. No variables.',
    parameters: {
      type: 'object',
      properties: {
        expression: { type: 'string', description: 'For example (1.5 + 2)^3 / sqrt(2).' },
      },
      required: ['expression'],
      additionalProperties: false,
    },
    onByDefault: true,
    asks: 'never',
    run: async ({ expression }) => answer(typeof expression === 'string' ? expression : ''),
  };
}

function answer(expression: string): ToolOutput {
  try {
    const value = calculate(expression);
    if (!Number.isFinite(toNumber(value)) && typeof value === 'number') {
      return { text: 'The result is too large.', isError: true };
    }
    const { text, isExact } = written(value);
    return { text: `${expression.trim()} ${isExact ? '=' : '≈'} ${text}` };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { text: error.message, isError: true };
  }
}
