const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  times: '×',
  divide: '÷',
  plusmn: '±',
  deg: '°',
  euro: '€',
  pound: '£',
  sect: '§',
  larr: '←',
  rarr: '→',
  le: '≤',
  ge: '≥',
  ne: '≠',
};

const entity = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{2,6}));/y;

/** The character reference that begins at `index`, and how long it is; nothing if there is none. */
export function entityAt(
  source: string,
  index: number,
): { text: string; length: number } | undefined {
  entity.lastIndex = index;
  const match = entity.exec(source);
  if (!match) return undefined;
  const [whole, decimal, hex, name = ''] = match;
  const text = decimal
    ? character(parseInt(decimal, 10))
    : hex
      ? character(parseInt(hex, 16))
      : known(name);
  return text === undefined ? undefined : { text, length: whole.length };
}

function known(name: string): string | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

function character(code: number): string {
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? String.fromCodePoint(code) : '\ufffd';
}
