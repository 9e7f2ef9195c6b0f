/**
 * 16 hexadecimal digits by which a text is known again: two FNV-1a of 32 bits with different beginnings. It tells an
 * accidental change from none; against somebody who looks for an equal one it is no help.
 */
export function hashText(text: string): string {
  return half(text, 0x811c9dc5) + half(text, 0x050c5d1f);
}

function half(text: string, start: number): string {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
