/** What a piece of code is, as far as it gets a colour of its own. Its number is its place here, from 1. */
export const TOKENS = [
  'comment',
  'keyword',
  'string',
  'number',
  'name',
  'meta',
  'added',
  'removed',
] as const;

export type Token = (typeof TOKENS)[number];

/**
 * Where code is coloured: three numbers for each range, its start, its end and what it is (a place
 * in `TOKENS`, from 1). In order and without overlaps; what lies between is plain.
 */
export type TokenRanges = Uint32Array<ArrayBuffer>;

/** An element of MathML, or text. */
export type MathNode =
  | string
  | {
      name: string;
      attributes?: Record<string, string>;
      /** CSS properties, spelled as in a style sheet. */
      style?: Record<string, string>;
      children: MathNode[];
    };

export type Formula = { kind: 'math'; nodes: MathNode[] } | { kind: 'problem'; message: string };

/** What is asked about one settled block. */
export type TypesetTask =
  | { type: 'code'; code: string; language: string }
  | { type: 'math'; tex: string; display: boolean };

/** Works on settled blocks away from the page. */
export interface Typesetter {
  /** Nothing where the language is not known, or the work failed or took too long. */
  highlight(code: string, language: string): Promise<TokenRanges | undefined>;
  formula(tex: string, display: boolean): Promise<Formula>;
}
