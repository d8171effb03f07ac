import { guarded } from '../guard.ts';
import type { CompressOptions } from '../types.ts';
import { openImage } from './image-session.ts';
import type { ImagePreview } from './preview.ts';

/** A preview of a file, as a file: small enough to be sent where someone waits for it. */
export interface FilePreview extends Omit<ImagePreview, 'file' | 'image'> {
  /** The picture as a file of the format, quickly packed; the original file where that is kept. */
  readonly file: Uint8Array;
  /** Size of the original as shown, upright. */
  readonly width: number;
  readonly height: number;
  readonly bytesBefore: number;
}

/** Options of a preview; none of them says what to do when the result is larger. */
export interface PreviewOptions extends Omit<CompressOptions, 'effort' | 'ifLarger' | 'onProgress'> {
  /** Most pixels of the preview. @defaultValue 2²⁰ */
  readonly proxyPixels?: number;
}

/**
 * Previews the compression of one image file: what the `preview` of a session gives first.
 * @throws as `openImage`.
 */
export function previewFile(bytes: Uint8Array, options: PreviewOptions = {}): Promise<FilePreview> {
  return guarded('previewed', options, (given) => preview(bytes, given));
}

async function preview(bytes: Uint8Array, options: PreviewOptions): Promise<FilePreview> {
  const { maxPixels, proxyPixels, signal, ...settings } = options;
  const { quantize = {} } = settings;
  const session = await openImage(bytes, {
    quantize,
    ...(maxPixels !== undefined && { maxPixels }),
    ...(proxyPixels !== undefined && { proxyPixels }),
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
