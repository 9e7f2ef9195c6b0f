declare module 'commonmark-spec' {
  /** The examples of the specification, read from its text. */
  export const tests: readonly { markdown: string; section: string; number: number }[];
}
