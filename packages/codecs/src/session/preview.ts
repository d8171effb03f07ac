import { type CompressSettings, planFor } from '../compress-options.ts';
import { CodecError } from '../errors.ts';
import type { ResizedImage } from '../image/resize-decoded.ts';
import { alreadyCompressed } from '../lossy/already-compressed.ts';
import type { IndexedFormat } from '../types.ts';
import { lossyFormatsFor, type Target } from '../ways.ts';
import type { ImagePreview, PreviewSource } from './image-preview.ts';
import { previewIndexed } from './preview-indexed.ts';
import { previewLossy } from './preview-lossy.ts';

/** Returns an estimate of the result of a compression. */
export async function makePreview(source: PreviewSource, requested: CompressSettings): Promise<ImagePreview> {
  const { bytes, core, decoded } = source;
  const settings = keepsPalette(decoded, requested) ? withAllColors(requested) : requested;
  if (settings.maxBytes !== undefined) {
    const message = `Expected no maxBytes for a preview but received ${settings.maxBytes}.`;
    throw new CodecError('invalid-option', message);
  }
  const { keepReason: planned, target } = planFor({ bytes, ...decoded }, settings);
  const already = await alreadyCompressed(source, target, settings);
  const keepReason = planned ?? already.keepReason;
  if (keepReason) {
    const image = core.previewImage;
    const same = { estimatedBytes: bytes.length, psnr: Number.POSITIVE_INFINITY, deltaE: 0 };
    return {
      ...same,
      image,
      file: async () => bytes,
      palette: [],
      format: decoded.header.format,
      outcome: 'kept',
      notes: [keepReason],
    };
  }
  const lossy = lossyFormatsFor(decoded.image, target, settings);
  if (lossy.length > 0) {
    const preview = await previewLossy(source, target, lossy, settings);
    const objection = already.objectionTo(preview.estimatedBytes);
    return objection ? { ...preview, outcome: 'kept', notes: [objection] } : preview;
  }
  return previewIndexed(source, isIndexed(target) ? target : 'png', settings);
}

const isIndexed = (target: Target): target is IndexedFormat =>
  target === 'png' || target === 'webp' || target === 'gif';

/** Returns whether the palette of the file is kept, and every pixel with it. */
const keepsPalette = (
  { header, resizedFrom }: ResizedImage,
  { keepPaletteOrder, palette }: CompressSettings,
): boolean => keepPaletteOrder && !palette && !resizedFrom && header.colorModel === 'indexed';

function withAllColors({ quality: _, quantize, ...rest }: CompressSettings): CompressSettings {
  return { ...rest, quantize: { ...quantize, maxColors: 256 } };
}
