import type { FileKind } from './file-kind';

/** Vision models read a picture in at most about so many pixels; more would only cost time and context. */
const LONGEST_EDGE = 2048;
/** A photo that was saved without loss is many times as large as its JPEG, and a model sees no difference. */
const MOST_LOSSLESS_BYTES = 2_000_000;

export interface Size {
  width: number;
  height: number;
}

/** The size in which an image is sent: its own, or smaller with the same shape. */
export function sizeToSend({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST_EDGE / Math.max(width, height));
  const scaled = (edge: number): number => Math.max(1, Math.round(edge * scale));
  return { width: scaled(width), height: scaled(height) };
}

/**
 * The formats to try, the first that fits wins. JPEG and PNG alone: every vision server takes these (Ollama for one takes
 * no GIF, protocol.md §1.2), and JPEG knows no transparency.
 */
export function formatsToSend(kind: FileKind, isClear: boolean): readonly ImageFormat[] {
  if (isClear) return [{ type: 'image/png', most: Infinity }];
  const jpeg: ImageFormat = { type: 'image/jpeg', most: Infinity };
  return kind === 'drawing' ? [{ type: 'image/png', most: MOST_LOSSLESS_BYTES }, jpeg] : [jpeg];
}

export interface ImageFormat {
  type: 'image/png' | 'image/jpeg';
  /** Bytes. */
  most: number;
}

/** Whether one of some RGBA pixels lets something through. */
export function isTransparent(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return true;
  return false;
}
