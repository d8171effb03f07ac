import type { QuantizeResult, RgbaImage } from '@kcolors/core';
import { pause } from '@kcolors/core/threads';
import { encodingFor, paletteInSrgb, withoutColors } from '../color/carry-colors.ts';
import { colorSpaceOf } from '../color/color-space.ts';
import type { CompressSettings } from '../compress-options.ts';
import { INDEXED_ENCODERS } from '../encode.ts';
import type { Encoding, OnStage } from '../encoding.ts';
import { expandIndexed } from '../image/expand-indexed.ts';
import { indexedRows, rowsOf } from '../image/rows.ts';
import { selectMetadata } from '../metadata/carry-over.ts';
import { listPalette } from '../palette-entries.ts';
import type { IndexedFormat } from '../types.ts';
import { webpSavingNotes } from '../webp/offer.ts';
import { applyHiddenColors } from './apply-hidden-colors.ts';
import { orderNote } from './order-note.ts';
import type { QuantizeSource } from './quantize-image.ts';
import { type IndexedResult, quantizeOrKeepPalette } from './quantize-or-keep.ts';

type Source = QuantizeSource & { readonly bytes: Uint8Array };

/** Share of the job at the end of quantizing. */
const QUANTIZED = 0.6;

const PROFILE_STAYS = 'The image keeps its color profile, so the colors of the palette look different.';
const BINARY_ALPHA =
  'Translucent pixels became opaque or fully transparent, because GIF has nothing in between.';

/**
 * Quantizes an image and encodes it in each of these formats.
 * @param formats - at least one; the search for a quality compares file sizes in the first one
 */
export async function encodeIndexedImage(
  source: Source,
  formats: readonly IndexedFormat[],
  settings: CompressSettings,
  onStage: OnStage,
): Promise<Encoding[]> {
  const { signal } = settings;
  const first = formats[0]!;
  const indexed = await quantizeOrKeepPalette(source, first, settings, (share) =>
    onStage('quantize', QUANTIZED * share),
  );
  const encodings: Encoding[] = [];
  for (const [i, format] of formats.entries()) {
    onStage('encode', QUANTIZED + ((1 - QUANTIZED) * i) / formats.length);
    await pause();
    signal?.throwIfAborted();
    encodings.push(await encodeAs(format, source, indexed, settings));
    signal?.throwIfAborted();
  }
  return encodings;
}

async function encodeAs(
  format: IndexedFormat,
  source: Source,
  indexed: IndexedResult,
  settings: CompressSettings,
): Promise<Encoding> {
  const { quantize, effort } = settings;
  const { image, metadata: all } = source.decoded;
  const { keepsOrder, notes: indexedNotes, options, qualityScore } = indexed;
  const { hidden, notes: hiddenNotes, result } = await applyHiddenColors(indexed, image, format, settings);
  const { metadata: selected, notes } = selectMetadata(all, 'RGB ', settings.metadata);
  // The colors of the `palette` option are sRGB in a GIF, which has no profile: they are not converted.
  const metadata = format === 'gif' && settings.palette ? withoutColors(selected) : selected;
  const inSrgb = format === 'gif' && paletteInSrgb(result.palette, encodingFor(format, metadata));
  const written = inSrgb || result.palette;
  const preserve = { order: keepsOrder, hidden };
  const encoded = await INDEXED_ENCODERS[format](result, metadata, effort, preserve);
  const comparesWebp = format === 'png' && effort === 'best' && !keepsOrder && settings.format !== 'smallest';
  const webpNotes = comparesWebp ? await webpSavingNotes(result, metadata, encoded.bytes.length) : [];
  return {
    format,
    bytes: encoded.bytes,
    rows: (top, bottom) =>
      expandIndexed(indexedRows(result, top, bottom), hidden && rowsOf(hidden, top, bottom)),
    palette: listPalette({ ...result, palette: written }),
    paletteBytes: written,
    mse: result.mse,
    ...(qualityScore && { qualityScore }),
    notes: [
      ...notes,
      ...encoded.notes,
      ...indexedNotes,
      ...hiddenNotes,
      ...paletteOrderNotes(source, encoded.bytes, result, settings),
      ...webpNotes,
      ...(settings.palette && colorSpaceOf(metadata) !== 'srgb' ? [PROFILE_STAYS] : []),
      ...(options.alpha === 'binary' && quantize.alpha !== 'binary' && hasTranslucency(image)
        ? [BINARY_ALPHA]
        : []),
    ],
  };
}

/** Notes about the palette of an indexed image, unless the options set another palette or keep its order. */
function paletteOrderNotes(
  { bytes, decoded: { header, image, resizedFrom } }: Source,
  result: Uint8Array,
  { mse }: QuantizeResult,
  { keepPaletteOrder, palette, quantize }: CompressSettings,
): readonly string[] {
  const isRequested = keepPaletteOrder || palette !== undefined || quantize.fixedColors !== undefined;
  if (header.colorModel !== 'indexed' || resizedFrom || isRequested) return [];
  return orderNote({ original: bytes, format: header.format, image, result, isExact: mse === 0 });
}

/** Returns whether any pixel is translucent: neither opaque nor fully transparent. */
function hasTranslucency({ data }: RgbaImage): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i]! > 0 && data[i]! < 255) return true;
  return false;
}
