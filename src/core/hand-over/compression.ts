/** Making text smaller, as zlib does; implemented in `platform` where the browser can. */
export interface Compression {
  deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
  /** Undefined for what is damaged, or gives more than `most` bytes; it stops there. */
  inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array | undefined>;
}
