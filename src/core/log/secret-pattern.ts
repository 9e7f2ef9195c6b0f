const HEX_LETTER = /[a-f]/g;
const JSON_SHORT: Readonly<Record<string, string>> = {
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
};
const HTML_NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/**
 * A regular expression source that finds a secret in every spelling that logs and servers give it: as it is,
 * percent- or form-encoded, escaped in JSON (also JSON inside JSON) or HTML, whole or only here and there.
 */
export function secretPattern(secret: string): string {
  return Array.from(secret, (char) => `(?:${spellings(char).join('|')})`).join('');
}

function spellings(char: string): string[] {
  return [...jsonSpellings(char), percentSpelling(char), ...htmlSpellings(char), literal(char)];
}

function jsonSpellings(char: string): string[] {
  const units = Array.from({ length: char.length }, (_, index) => char.charCodeAt(index));
  const unicode = units.map((unit) => `\\\\{1,4}u${anyCase(hex(unit, 4))}`).join('');
  const short = JSON_SHORT[char];
  return [
    unicode,
    ...(short ? [`\\\\{1,4}${short}`] : []),
    // A backslash is doubled by each layer of JSON; quotes get one before them, slashes sometimes.
    ...(char === '\\' ? ['\\\\{1,4}'] : []),
    ...('"\'/'.includes(char) ? [`\\\\{1,3}${char}`] : []),
  ];
}

function percentSpelling(char: string): string {
  const bytes = Array.from(new TextEncoder().encode(char), (byte) => anyCase(hex(byte, 2)));
  return bytes.map((byte) => `%(?:25)?${byte}`).join('') + (char === ' ' ? '|\\+' : '');
}

function htmlSpellings(char: string): string[] {
  const code = char.codePointAt(0) ?? 0;
  const name = HTML_NAMES[char];
  return [
    `&#0{0,4}${code};`,
    `&#[xX]0{0,4}${anyCase(code.toString(16))};`,
    ...(name ? [`&${name};`] : []),
  ];
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function anyCase(digits: string): string {
  return digits.replace(HEX_LETTER, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
