import { type CompressSettings, quantizeOptionsFor } from '../compress-options.ts';
import { levelOf } from '../quality/levels.ts';
import type { IndexedFormat } from '../types.ts';
import { keepOrder } from './keep-order.ts';
import { type QuantizedImage, type QuantizeSource, quantizeImage } from './quantize-image.ts';

/** A quantized image, or one with the palette of its file. */
export type IndexedResult = QuantizedImage & {
  /** Whether the palette is written unchanged. */
  readonly keepsOrder: boolean;
};

const NO_ORDER = 'A WebP does not store a palette: its order was not kept.';

/** Quantizes an image, or keeps the palette of its file for `keepPaletteOrder`. */
export async function quantizeOrKeepPalette(
  source: QuantizeSource & { readonly bytes: Uint8Array },
  target: IndexedFormat,
  settings: CompressSettings,
  onDone: (share: number) => void,
): Promise<IndexedResult> {
  const { keepPaletteOrder, palette } = settings;
  const quantize = () => quantizeImage(source, target, settings, onDone);
  if (!keepPaletteOrder) return { ...(await quantize()), keepsOrder: false };
  if (target === 'webp') {
    const quantized = await quantize();
    return { ...quantized, notes: [...quantized.notes, NO_ORDER], keepsOrder: false };
  }
  if (palette) return { ...(await quantize()), keepsOrder: true };
  const kept = await keepOrder(source.bytes, source.decoded, settings, target === 'gif');
  if ('note' in kept) {
    const quantized = await quantize();
    return { ...quantized, notes: [...quantized.notes, kept.note], keepsOrder: false };
  }
  const { result } = kept;
  const options = quantizeOptionsFor(target, settings, source.decoded.image);
  return { options, result, ...qualityScoreOf(kept, source, settings), notes: [], keepsOrder: true };
}

/** Returns the visual quality of an image with a kept palette, if the settings or the source require one. */
function qualityScoreOf(
  { result }: { readonly result: QuantizedImage['result'] },
  { scores }: QuantizeSource,
  { quality }: CompressSettings,
): Pick<QuantizedImage, 'qualityScore'> {
  if (!scores && quality === undefined) return {};
  const score = scores?.scorer().score(result) ?? 100;
  const goal = quality === undefined ? {} : { target: levelOf(quality).target, reached: true };
  return { qualityScore: { score, colors: result.palette.length / 4, ...goal } };
}
