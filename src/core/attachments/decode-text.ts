/** A stray one or two are in many a log. */
const MOST_CONTROL = 1 / 1000;
const USUAL = new Set([9, 10, 12, 13, 27]);

/** The text in a file, whatever its encoding (UTF-8, UTF-16 with a mark, else Windows-1252); undefined for what is no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decoderFor(bytes).decode(bytes);
  return countControl(text) > text.length * MOST_CONTROL || text.includes('\0') ? undefined : text;
}

/** Control characters that stand in no text: those but tab, line feed, form feed, carriage return and escape. */
function countControl(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 && !USUAL.has(code)) count += 1;
  }
  return count;
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
