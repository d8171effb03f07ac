import { type QuantizeResult, quantizeSteps, type RgbaImage } from '@kcolors/core';
import { qualityScore as scoreOf } from '@kcolors/core/quality-score';
import { pause } from '@kcolors/core/threads';
import { encodingFor, paletteInSrgb, withoutColors, withProfile } from './color/carry-colors.ts';
import { colorSpaceOf } from './color/color-space.ts';
import { type ConvertedCurve, convertToSrgbCurve } from './color/tone.ts';
import { type CompressSettings, planFor, savingObjection } from './compress-options.ts';
import { INDEXED_ENCODERS } from './encode.ts';
import { CodecError } from './errors.ts';
import { meanSquaredError, peakSignalToNoise } from './image/difference.ts';
import { expandIndexed } from './image/expand-indexed.ts';
import { flattenOnWhite } from './image/flatten.ts';
import { indexedRows, rowsOf } from './image/rows.ts';
import { applyHiddenColors, hiddenColorsLostNote } from './indexed/apply-hidden-colors.ts';
import { orderNote } from './indexed/order-note.ts';
import type { QuantizeSource } from './indexed/quantize-image.ts';
import { quantizeOrKeepPalette } from './indexed/quantize-or-keep.ts';
import { decodeJpeg } from './jpeg/decode.ts';
import { canBeGray, encodeRgbaJpeg } from './jpeg/encode.ts';
import { reencodingObjection } from './jpeg/quantization.ts';
import { keepOriginal, originalFor } from './keep-original.ts';
import { selectMetadata } from './metadata/carry-over.ts';
import { listPalette } from './palette-entries.ts';
import { createScoreCache } from './quality/score-cache.ts';
import type { CompressProgress, CompressResult, DecodedImage, IndexedFormat, OutputFormat } from './types.ts';
import { webpSavingNotes } from './webp/offer.ts';

/** Progress of the whole job at the end of each stage. */
export const STAGE_ENDS = { decode: 0.15, quantize: 0.65, encode: 1 };

const PROFILE_STAYS = 'The image keeps its color profile, so the colors of the palette look different.';
const BINARY_ALPHA =
  'Translucent pixels became opaque or fully transparent, because GIF has nothing in between.';

/** An encoded result, indexed or full-color, before it is compared with the original. */
interface Encoding extends Pick<CompressResult, 'qualityScore' | 'palette' | 'paletteBytes' | 'mse'> {
  readonly bytes: Uint8Array;
  /** Rows of the result, computed on demand: a host that only stores the bytes saves the memory. */
  readonly rows: CompressResult['pixels']['resultRows'];
  readonly notes: readonly string[];
  /** Sentence that says why the original is better, even if the result is smaller. */
  readonly objection?: string;
}

/** An image file with its decoded pixels. */
export interface Source extends QuantizeSource {
  readonly bytes: Uint8Array;
}

/** Compresses a decoded image: quantizes it, encodes it, and returns the result or the original. */
export async function compressDecoded(source: Source, settings: CompressSettings): Promise<CompressResult> {
  report(settings, 'decode', STAGE_ENDS.decode);
  await pause();
  settings.signal?.throwIfAborted();
  const { bytes, decoded } = source;
  const { keepReason, target } = planFor({ bytes, ...decoded }, settings);
  if (keepReason) {
    report(settings, 'encode', STAGE_ENDS.encode);
    return keepOriginal(bytes, decoded, originalFor(bytes, settings), keepReason, settings);
  }
  const converted = convertToSrgbCurve(target, decoded);
  if (converted) return compressConverted(source, converted, settings);
  const encoding =
    target === 'jpeg'
      ? await encodeFullColor(source, settings)
      : await encodeIndexed(source, target, settings);
  report(settings, 'encode', STAGE_ENDS.encode);
  return choose(source, target, encoding, settings);
}

/** Compresses pixels that were converted to the sRGB curve, and returns pixels with the curve of the original. */
async function compressConverted(
  { bytes, decoded, scores }: Source,
  converted: ConvertedCurve,
  settings: CompressSettings,
): Promise<CompressResult> {
  const { image } = converted.decoded;
  const quantize: Source['quantize'] = (options) => quantizeSteps(image, options);
  const source = {
    bytes,
    decoded: converted.decoded,
    quantize,
    ...(scores && { scores: createScoreCache(image) }),
  };
  const { pixels, ...result } = await compressDecoded(source, settings);
  let shown: RgbaImage | undefined;
  return {
    ...result,
    pixels: {
      original: decoded.image,
      get result() {
        shown ??= converted.restore(pixels.result);
        return shown;
      },
      resultRows: (top, bottom) => converted.restore(pixels.resultRows(top, bottom)),
    },
  };
}

async function encodeIndexed(
  source: Source,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<Encoding> {
  const { quantize, effort, signal } = settings;
  const { image, metadata: all } = source.decoded;
  const { decode: start, quantize: end } = STAGE_ENDS;
  const indexed = await quantizeOrKeepPalette(source, target, settings, (share) =>
    report(settings, 'quantize', start + share * (end - start)),
  );
  const { hidden, notes: hiddenNotes, result } = await applyHiddenColors(indexed, image, target, settings);
  const { keepsOrder, qualityScore, notes: indexedNotes, options } = indexed;
  report(settings, 'encode', end);
  await pause();
  signal?.throwIfAborted();
  const { metadata: selected, notes } = selectMetadata(all, 'RGB ', settings.metadata);
  // The colors of the `palette` option are sRGB in a GIF, which has no profile: they are not converted.
  const metadata = target === 'gif' && settings.palette ? withoutColors(selected) : selected;
  const inSrgb = target === 'gif' && paletteInSrgb(result.palette, encodingFor(target, metadata));
  const written = inSrgb || result.palette;
  const preserve = { order: keepsOrder, hidden };
  const encoded = await INDEXED_ENCODERS[target](result, metadata, effort, preserve);
  signal?.throwIfAborted();
  const comparesWebp = target === 'png' && effort === 'best' && !keepsOrder;
  const webpNotes = comparesWebp ? await webpSavingNotes(result, metadata, encoded.bytes.length) : [];
  signal?.throwIfAborted();
  return {
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
function hasTranslucency({ data }: DecodedImage['image']): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i]! > 0 && data[i]! < 255) return true;
  return false;
}

async function encodeFullColor(
  { bytes: original, decoded: { header, image, metadata: decodedMetadata }, scores }: Source,
  settings: CompressSettings,
): Promise<Encoding> {
  const { jpegQuality, quality, signal, maxPixels } = settings;
  report(settings, 'encode', STAGE_ENDS.quantize);
  const flat = flattenOnWhite(image);
  const all = withProfile('jpeg', decodedMetadata);
  const { metadata, notes } = selectMetadata(all, canBeGray(flat, all) ? 'GRAY' : 'RGB ', settings.metadata);
  const encoded = await encodeRgbaJpeg(image, jpegQuality, metadata);
  signal?.throwIfAborted();
  const { image: pixels } = await decodeJpeg(encoded.bytes, maxPixels);
  const objection = header.format === 'jpeg' && reencodingObjection(original, encoded.bytes, jpegQuality);
  return {
    bytes: encoded.bytes,
    rows: (top, bottom) => rowsOf(pixels, top, bottom),
    palette: [],
    paletteBytes: new Uint8Array(0),
    mse: meanSquaredError(flat, pixels),
    ...((scores || quality !== undefined) && { qualityScore: { score: scoreOf(flat, pixels), colors: 0 } }),
    notes: [...notes, ...encoded.notes, ...hiddenColorsLostNote(image, header, settings)],
    ...(objection && { objection }),
  };
}

/** Returns the result, or the original if the result saves too little or has an objection. A reduced image is no original. */
function choose(
  source: Source,
  target: OutputFormat,
  encoding: Encoding,
  settings: CompressSettings,
): CompressResult {
  const { header, image, notes, resizedFrom } = source.decoded;
  const { bytes, qualityScore, palette, paletteBytes, mse, objection } = encoding;
  const original = originalFor(source.bytes, settings);
  const bytesToBeat = original instanceof CodecError ? source.bytes.length : original.bytes.length;
  const reason = objection ?? savingObjection(bytesToBeat, bytes.length, mse === 0);
  const isKept = settings.ifNotSmaller === 'original' && reason !== undefined && !resizedFrom;
  const isUnchanged = !(original instanceof CodecError) && original.bytes === source.bytes;
  if (isKept && !isUnchanged) return keepOriginal(source.bytes, source.decoded, original, reason, settings);
  let shown: RgbaImage | undefined;
  return {
    bytes: isKept ? source.bytes : bytes,
    format: isKept ? header.format : target,
    outcome: isKept ? 'kept' : 'compressed',
    header,
    width: image.width,
    height: image.height,
    ...(resizedFrom && { resizedFrom }),
    bytesBefore: source.bytes.length,
    bytesAfter: bytes.length,
    palette,
    mse,
    psnr: peakSignalToNoise(mse),
    ...(qualityScore && { qualityScore }),
    notes: isKept ? [reason] : [...new Set([...notes, ...encoding.notes])],
    pixels: {
      original: image,
      get result() {
        shown ??= encoding.rows(0, image.height);
        return shown;
      },
      resultRows: encoding.rows,
    },
    paletteBytes,
  };
}

/** Calls `onProgress`. */
export function report(
  { onProgress }: CompressSettings,
  stage: CompressProgress['stage'],
  done: number,
): void {
  onProgress?.({ stage, done });
}
