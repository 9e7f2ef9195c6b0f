/** An element with attributes and, where given, words. */
export function made<Name extends keyof HTMLElementTagNameMap>(
  page: Document,
  name: Name,
  attributes: Readonly<Record<string, string>>,
  words = '',
): HTMLElementTagNameMap[Name] {
  const element = page.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words) element.append(words);
  return element;
}

/** A button of a block; what it does is found by the name of its tool. */
export function tool(
  page: Document,
  name: string,
  words: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  return made(page, 'button', { type: 'button', 'data-tool': name, ...attributes }, words);
}
