/** Control and format characters (those that turn the direction of text too), and what separates folders or drives. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|]/gu;
const LONGEST = 120;

/**
 * A name under which a download may be offered, of one that somebody else chose: it shows as it is spelled, hides nowhere
 * and leads nowhere. Its end stays, which tells the kind of file.
 */
export function safeFileName(name: string): string {
  const plain = name.replace(NOT_IN_NAMES, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  return plain.length > LONGEST
    ? `${plain.slice(0, LONGEST - 20)}…${plain.slice(-19)}`
    : plain || 'file';
}
