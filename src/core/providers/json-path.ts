/** The keys and list positions from the document's root to a value. */
export type Steps = readonly PropertyKey[];

/** What is wrong in a file, and where; `message` names the entry's key where there is one. */
export interface Problem {
  /** E.g. `$.providers["openai-compatible"].base_url`. */
  path: string;
  message: string;
}

/** Writes a JSON path: dots for plain names, brackets and quotes for others. */
export function jsonPath(steps: Steps): string {
  return `$${steps.map(stepText).join('')}`;
}

function stepText(step: PropertyKey): string {
  if (typeof step === 'number') return `[${step}]`;
  const name = String(step);
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
