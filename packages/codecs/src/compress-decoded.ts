import { type QuantizeResult, quantizeSteps, type RgbaImage } from '@kcolors/core';
import { lookOf } from '@kcolors/core/look';
import { pause } from '@kcolors/core/threads';
import { encodingFor, paletteInSrgb, withoutColors, withProfile } from './color/carry-colors.ts';
import { colorSpaceOf } from './color/color-space.ts';
import { type Toned, toneFor } from './color/tone.ts';
import { type CompressSettings, planFor, whyNotWorthIt } from './compress-options.ts';
import { INDEXED_ENCODERS } from './encode.ts';
import { CodecError } from './errors.ts';
import { hiddenAsAsked, lostInJpeg } from './hidden/hidden-as-asked.ts';
import { meanSquaredError, peakSignalToNoise } from './image/difference.ts';
import { expandIndexed } from './image/expand-indexed.ts';
import { flattenOnWhite } from './image/flatten.ts';
import { indexedRows, rowsOf } from './image/rows.ts';
import { orderNote } from './indexed/order-note.ts';
import { reducedOrKept } from './indexed/reduced-or-kept.ts';
import { decodeJpeg } from './jpeg/decode.ts';
import { canBeGray, encodeRgbaJpeg } from './jpeg/encode.ts';
import { whyNotAgain } from './jpeg/quantization.ts';
import { keepOriginal, originalFor } from './keep-original.ts';
import { carryOver } from './metadata/carry-over.ts';
import { listPalette } from './palette-entries.ts';
import { createLooks } from './quality/looks.ts';
import type { Quantizable } from './quality/quantize-as-asked.ts';
import type { CompressProgress, CompressResult, DecodedImage, IndexedFormat, OutputFormat } from './types.ts';
import { offerWebp } from './webp/offer.ts';

/** Shares of the whole job at which its stages end. */
const STAGE_ENDS = { decode: 0.15, quantize: 0.65, encode: 1 };

const PROFILE_STAYS = 'The image keeps its color profile, so the colors of the palette look different.';
const BINARY_ALPHA =
  'Translucent pixels became opaque or fully transparent, because GIF has nothing in between.';

/** What the two ways of compression hand back: everything of the result that depends on its pixels. */
interface Encoding extends Pick<CompressResult, 'look' | 'palette' | 'paletteBytes' | 'mse'> {
  readonly bytes: Uint8Array;
  /** Rows of the result, made when they are asked for: a host that only stores bytes saves the memory. */
  readonly rows: CompressResult['pixels']['resultRows'];
  readonly notes: readonly string[];
  /** Why the result should not be used though it may be smaller. */
  readonly objection?: string;
}

/** An image file and what was read from it. */
export interface Source extends Quantizable {
  readonly bytes: Uint8Array;
}

/** Everything of a compression that follows the decoding. */
export async function compressDecoded(source: Source, settings: CompressSettings): Promise<CompressResult> {
  report(settings, 'decode', STAGE_ENDS.decode);
  await pause();
  settings.signal?.throwIfAborted();
  const { bytes, decoded } = source;
  const { target, keeps } = planFor({ bytes, ...decoded }, settings);
  if (keeps) {
    report(settings, 'encode', STAGE_ENDS.encode);
    return keepOriginal(bytes, decoded, originalFor(bytes, settings), keeps, settings);
  }
  const toned = toneFor(target, decoded);
  if (toned) return compressToned(source, toned, settings);
  const encoding =
    target === 'jpeg'
      ? await encodeFullColor(source, settings)
      : await encodeReduced(source, target, settings);
  report(settings, 'encode', STAGE_ENDS.encode);
  return choose(source, target, encoding, settings);
}

/** Compresses an image along the curve of sRGB; its pixels are handed back along that of the original. */
async function compressToned(
  { bytes, decoded, looks }: Source,
  toned: Toned,
  settings: CompressSettings,
): Promise<CompressResult> {
  const { image } = toned.decoded;
  const quantize: Source['quantize'] = (options) => quantizeSteps(image, options);
  const source = { bytes, decoded: toned.decoded, quantize, ...(looks && { looks: createLooks(image) }) };
  const { pixels, ...result } = await compressDecoded(source, settings);
  let shown: RgbaImage | undefined;
  return {
    ...result,
    pixels: {
      original: decoded.image,
      get result() {
        shown ??= toned.back(pixels.result);
        return shown;
      },
      resultRows: (top, bottom) => toned.back(pixels.resultRows(top, bottom)),
    },
  };
}

async function encodeReduced(
  source: Source,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<Encoding> {
  const { quantize, effort, signal } = settings;
  const { image, metadata: all } = source.decoded;
  const { decode: start, quantize: end } = STAGE_ENDS;
  const asked = await reducedOrKept(source, target, settings, (share) =>
    report(settings, 'quantize', start + share * (end - start)),
  );
  const { hidden, notes: lost, result } = await hiddenAsAsked(asked, image, target, settings);
  const { keepsOrder, look, notes: found, options } = asked;
  report(settings, 'encode', end);
  await pause();
  signal?.throwIfAborted();
  const { metadata: carried, notes } = carryOver(all, 'RGB ', settings.metadata);
  // A given palette is meant as it is: in a GIF its colors are sRGB.
  const metadata = target === 'gif' && settings.palette ? withoutColors(carried) : carried;
  const inSrgb = target === 'gif' && paletteInSrgb(result.palette, encodingFor(target, metadata));
  const written = inSrgb || result.palette;
  const keeping = { order: keepsOrder, hidden };
  const encoded = await INDEXED_ENCODERS[target](result, metadata, effort, keeping);
  signal?.throwIfAborted();
  const isOffering = target === 'png' && effort === 'max' && !keepsOrder;
  const offer = isOffering ? await offerWebp(result, metadata, encoded.bytes.length) : [];
  signal?.throwIfAborted();
  return {
    bytes: encoded.bytes,
    rows: (top, bottom) =>
      expandIndexed(indexedRows(result, top, bottom), hidden && rowsOf(hidden, top, bottom)),
    palette: listPalette({ ...result, palette: written }),
    paletteBytes: written,
    mse: result.mse,
    ...(look && { look }),
    notes: [
      ...notes,
      ...encoded.notes,
      ...found,
      ...lost,
      ...changedOrder(source, encoded.bytes, result, settings),
      ...offer,
      ...(settings.palette && colorSpaceOf(metadata) !== 'srgb' ? [PROFILE_STAYS] : []),
      ...(options.alpha === 'binary' && quantize.alpha !== 'binary' && hasTranslucency(image)
        ? [BINARY_ALPHA]
        : []),
    ],
  };
}

/** What is said of the palette of an indexed image where nobody asked for another one, nor for its order. */
function changedOrder(
  { bytes, decoded: { header, image } }: Source,
  result: Uint8Array,
  { mse }: QuantizeResult,
  { keepPaletteOrder, palette, quantize }: CompressSettings,
): readonly string[] {
  const isAsked = keepPaletteOrder || palette !== undefined || quantize.fixedColors !== undefined;
  if (header.colorModel !== 'indexed' || isAsked) return [];
  return orderNote({ original: bytes, format: header.format, image, result, isExact: mse === 0 });
}

/** Whether any pixel is neither opaque nor fully transparent. */
function hasTranslucency({ data }: DecodedImage['image']): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i]! > 0 && data[i]! < 255) return true;
  return false;
}

async function encodeFullColor(
  { bytes: original, decoded: { header, image, metadata: given }, looks }: Source,
  settings: CompressSettings,
): Promise<Encoding> {
  const { jpegQuality, quality, signal, maxPixels } = settings;
  report(settings, 'encode', STAGE_ENDS.quantize);
  const flat = flattenOnWhite(image);
  const all = withProfile('jpeg', given);
  const { metadata, notes } = carryOver(all, canBeGray(flat, all) ? 'GRAY' : 'RGB ', settings.metadata);
  const encoded = await encodeRgbaJpeg(image, jpegQuality, metadata);
  signal?.throwIfAborted();
  const { image: pixels } = await decodeJpeg(encoded.bytes, maxPixels);
  const objection = header.format === 'jpeg' && whyNotAgain(original, encoded.bytes, jpegQuality);
  return {
    bytes: encoded.bytes,
    rows: (top, bottom) => rowsOf(pixels, top, bottom),
    palette: [],
    paletteBytes: new Uint8Array(0),
    mse: meanSquaredError(flat, pixels),
    ...((looks || quality !== undefined) && { look: { score: lookOf(flat, pixels), colors: 0 } }),
    notes: [...notes, ...encoded.notes, ...lostInJpeg(image, header, settings)],
    ...(objection && { objection }),
  };
}

/** The result, or the original when the result saves too little or should not be used. */
function choose(
  source: Source,
  target: OutputFormat,
  encoding: Encoding,
  settings: CompressSettings,
): CompressResult {
  const { header, image, notes } = source.decoded;
  const { bytes, look, palette, paletteBytes, mse, objection } = encoding;
  const original = originalFor(source.bytes, settings);
  const bytesToBeat = original instanceof CodecError ? source.bytes.length : original.bytes.length;
  const reason = objection ?? whyNotWorthIt(bytesToBeat, bytes.length, mse === 0);
  const isKept = settings.ifLarger === 'original' && reason !== undefined;
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
    bytesBefore: source.bytes.length,
    bytesAfter: bytes.length,
    palette,
    mse,
    psnr: peakSignalToNoise(mse),
    ...(look && { look }),
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

/** Tells how far a job is. */
export function report(
  { onProgress }: CompressSettings,
  stage: CompressProgress['stage'],
  done: number,
): void {
  onProgress?.({ stage, done });
}
