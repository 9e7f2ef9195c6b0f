/** What stands behind a slash at the beginning of a message of one line: what to look for. Undefined without one. */
export function commandOf(text: string): string | undefined {
  return /^\/([^\n]*)$/.exec(text)?.[1];
}
