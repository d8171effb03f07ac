import type { CompressOptions } from '../compress-types.ts';
import { guarded } from '../guard.ts';
import type { ImagePreview } from './image-preview.ts';
import { openImage } from './image-session.ts';

/** Result of `previewFile`: a preview whose picture is a small file. */
export interface FilePreview extends Omit<ImagePreview, 'file' | 'image'> {
  /** The preview picture, encoded in `format` at effort `'fast'`; the original file if it is kept. */
  readonly file: Uint8Array;
  /** Pixels per row of the original after the orientation is applied. */
  readonly width: number;
  /** Rows of the original after the orientation is applied. */
  readonly height: number;
  /** Size of the original in bytes. */
  readonly bytesBefore: number;
}

/** Options of `previewFile`. */
export interface PreviewOptions
  extends Omit<CompressOptions, 'allowResize' | 'effort' | 'ifNotSmaller' | 'maxBytes' | 'onProgress'> {
  /** Maximum number of pixels of the preview image. @defaultValue 2²⁰ */
  readonly maxPreviewPixels?: number;
}

/**
 * Returns an estimate of the result of `compressImage` in a fraction of the time, with a small picture as a file.
 * @param bytes - a PNG, JPEG, WebP, GIF, BMP, TIFF or ICO file, or AVIF or HEIC with `decoders`; the array is not modified
 * @throws as `openImage`.
 */
export function previewFile(bytes: Uint8Array, options: PreviewOptions = {}): Promise<FilePreview> {
  return guarded('previewed', options, (checked) => preview(bytes, checked));
}

async function preview(bytes: Uint8Array, options: PreviewOptions): Promise<FilePreview> {
  const { decoders, maxPixels, maxPreviewPixels, signal, ...settings } = options;
  const { quantize = {} } = settings;
  const session = await openImage(bytes, {
    quantize,
    ...(decoders && { decoders }),
    ...(maxPixels !== undefined && { maxPixels }),
    ...(maxPreviewPixels !== undefined && { maxPreviewPixels }),
    ...(signal && { signal }),
  });
  try {
    const { image: _, file, ...shown } = await session.preview({ ...settings, ...(signal && { signal }) });
    const { width, height, bytesBefore } = session;
    return { ...shown, file: await file(), width, height, bytesBefore };
  } finally {
    session.close();
  }
}
