/** What a prompt asks for each time. */
export interface PromptVariable {
  name: string;
  /** What stands in its field at first. */
  preset: string;
}

/** `{{name}}` or `{{name=what stands there at first}}`; a name may have spaces. */
const VARIABLE = /\{\{\s*([^{}=\n]*[^{}=\s])\s*(?:=([^{}]*))?\}\}/g;

/** The variables of a prompt's text in order, each once; the first default of a name counts. */
export function variablesOf(text: string): PromptVariable[] {
  const found = new Map<string, PromptVariable>();
  for (const [, name = '', preset = ''] of text.matchAll(VARIABLE)) {
    const known = found.get(name);
    if (!known) found.set(name, { name, preset: preset.trim() });
    else known.preset ||= preset.trim();
  }
  return [...found.values()];
}

/** The text with its variables filled in; one without a value is gone. What is filled in is not read again. */
export function fillPrompt(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(VARIABLE, (_, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : '',
  );
}
