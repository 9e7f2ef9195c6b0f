import type { FileKind } from '../../core/attachments/file-kind';
import {
  formatsToSend,
  isTransparent,
  sizeToSend,
  type Size,
} from '../../core/attachments/image-plan';

/** Of a drawing that says no size. */
const VECTOR_EDGE = 1024;
const JPEG_QUALITY = 0.9;

export interface EncodedImage extends Size {
  blob: Blob;
}

/**
 * An image as vision servers take it: upright, no larger than they look at, JPEG or PNG. Always encoded anew, so that what
 * a camera wrote into it (where, when, by whom) goes to nobody. Undefined when this browser cannot decode it.
 */
export async function encodeImage(
  file: Blob,
  kind: FileKind,
  isVector: boolean,
): Promise<EncodedImage | undefined> {
  const source = await (isVector ? decodeVector(file) : decodeBitmap(file));
  if (!source) return undefined;
  const size = sizeToSend(source.size);
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source.image, 0, 0, size.width, size.height);
  source.close();
  // What knows no transparency need not be looked through.
  const isClear =
    kind !== 'jpeg' && isTransparent(context.getImageData(0, 0, size.width, size.height).data);
  for (const { type, most } of formatsToSend(kind, isClear)) {
    const blob = await canvas.convertToBlob({ type, quality: JPEG_QUALITY });
    if (blob.size <= most) return { blob, ...size };
  }
  return undefined;
}

interface Decoded {
  image: CanvasImageSource;
  size: Size;
  close(): void;
}

/** Turned as its EXIF says, which is what browsers do unless told. */
async function decodeBitmap(file: Blob): Promise<Decoded | undefined> {
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
    return {
      image,
      size: { width: image.width, height: image.height },
      close: () => image.close(),
    };
  } catch {
    return undefined;
  }
}

/** As an image of the page: there no script in it runs and nothing is fetched. */
async function decodeVector(file: Blob): Promise<Decoded | undefined> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
  const image = new Image();
  const close = (): void => URL.revokeObjectURL(url);
  try {
    image.src = url;
    await image.decode();
    const width = image.naturalWidth || VECTOR_EDGE;
    const height = image.naturalHeight || VECTOR_EDGE;
    return { image, size: { width, height }, close };
  } catch {
    close();
    return undefined;
  }
}
