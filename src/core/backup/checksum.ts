const POLYNOMIAL = 0xedb88320;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/** A running CRC-32 over texts, two bytes for each UTF-16 unit: it tells damage, not malice. */
export interface Checksum {
  add(text: string): void;
  /** Eight hexadecimal digits. */
  value(): string;
}

/** Web Crypto has no digest that takes a text in pieces, and none at all on an insecure origin. */
export function createChecksum(): Checksum {
  let crc = 0xffffffff;
  return {
    add(text) {
      let value = crc;
      for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        value = (value >>> 8) ^ (table[(value ^ unit) & 0xff] ?? 0);
        value = (value >>> 8) ^ (table[(value ^ (unit >>> 8)) & 0xff] ?? 0);
      }
      crc = value;
    },
    value: () => ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0'),
  };
}
