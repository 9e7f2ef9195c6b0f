/** The scripts of workers that stand in the page itself, in the single-file build; see `workersWithin`. */
const texts = new Map<string, string>();
const addresses = new Map<string, string>();

/** Keeps the text of a script of ours, and answers the name that `ownScriptUrl` knows it by. */
export function addOwnScript(text: string): string {
  const name = `own-script:${texts.size}`;
  texts.set(name, text);
  return name;
}

/** The address that a worker can load it from, made when it is first asked for; undefined for any other name. */
export function ownScriptUrl(name: string): string | undefined {
  const text = texts.get(name);
  const known = addresses.get(name);
  if (text === undefined || known) return known;
  const made = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  addresses.set(name, made);
  return made;
}
