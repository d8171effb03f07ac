import { quantizeSteps, type RgbaImage } from '@kcolors/core';
import { type CompressSettings, resolveCompressOptions, targetFormat } from './compress-options.ts';
import { decodeImage } from './decode.ts';
import { INDEXED_ENCODERS } from './encode.ts';
import { meanSquaredError, peakSignalToNoise } from './image/difference.ts';
import { expandIndexed } from './image/expand-indexed.ts';
import { flattenOnWhite } from './image/flatten.ts';
import { decodeJpeg } from './jpeg/decode.ts';
import { canBeGray, encodeRgbaJpeg } from './jpeg/encode.ts';
import { isAsCoarse } from './jpeg/quantization.ts';
import { carryOver } from './metadata/carry-over.ts';
import { listPalette } from './palette-entries.ts';
import { pause, runSteps } from './steps.ts';
import type {
  CompressOptions,
  CompressProgress,
  CompressResult,
  DecodedImage,
  OutputFormat,
} from './types.ts';

/** Shares of the whole job at which its stages end. */
const STAGE_ENDS = { decode: 0.15, quantize: 0.65, encode: 1 };

const BINARY_ALPHA = 'Translucent pixels became opaque or fully transparent, as GIF has nothing between.';

/** What the two ways of compression hand back: everything of the result that depends on its pixels. */
interface Encoding extends Pick<CompressResult, 'palette' | 'paletteBytes' | 'mse'> {
  readonly bytes: Uint8Array;
  /** The pixels of the result, made when they are asked for: a host that only stores bytes saves the memory. */
  readonly pixels: () => RgbaImage;
  readonly notes: readonly string[];
  /** Why the result should not be used though it may be smaller. */
  readonly objection?: string;
}

/**
 * Compresses an image file: decodes it, reduces its colors with k-means, encodes it, and reports. The bytes that
 * come back are never more than those that came in, unless `ifLarger` is `'result'`; an animation is never
 * replaced by a still in the same format. The same bytes and options give the same bytes, in Node and browsers.
 *
 * @throws {CodecError} when the file cannot be read or an option is not what it should be.
 * @throws {QuantizeError} when an option of the quantizer is not what it should be.
 * @throws `signal.reason` when the signal was aborted.
 * @example
 * const { bytes, outcome, notes } = await compressImage(await readFile('photo.png'), { quantize: { maxColors: 32 } });
 */
export async function compressImage(
  bytes: Uint8Array,
  options: CompressOptions = {},
): Promise<CompressResult> {
  const settings = resolveCompressOptions(options);
  settings.signal?.throwIfAborted();
  report(settings, 'decode', 0);
  const decoded = await decodeImage(bytes, settings);
  report(settings, 'decode', STAGE_ENDS.decode);
  await pause();
  settings.signal?.throwIfAborted();

  const target = targetFormat(decoded.header.format, settings.format);
  const isSameFormat = target === decoded.header.format;
  if (decoded.header.animated && isSameFormat) return keepAnimation(bytes, decoded, settings);
  const encoding =
    target === 'jpeg'
      ? await encodeFullColor(bytes, decoded, settings)
      : await encodeReduced(decoded, target, settings);
  report(settings, 'encode', STAGE_ENDS.encode);
  return choose(bytes, decoded, target, encoding, settings);
}

async function encodeReduced(
  { image, metadata: all }: DecodedImage,
  target: Exclude<OutputFormat, 'jpeg'>,
  settings: CompressSettings,
): Promise<Encoding> {
  const { quantize, effort, signal } = settings;
  const alpha = target === 'gif' && quantize.alpha !== 'ignore' ? 'binary' : quantize.alpha;
  const steps = quantizeSteps(image, { ...quantize, ...(alpha && { alpha }) });
  const { decode: start, quantize: end } = STAGE_ENDS;
  const result = await runSteps(
    steps,
    ({ done }) => report(settings, 'quantize', start + done * (end - start)),
    signal,
  );
  report(settings, 'encode', end);
  await pause();
  signal?.throwIfAborted();
  const { metadata, notes } = carryOver(all, 'RGB ', settings.metadata);
  const encoded = await INDEXED_ENCODERS[target](result, metadata, effort);
  signal?.throwIfAborted();
  return {
    bytes: encoded.bytes,
    pixels: () => expandIndexed(result),
    palette: listPalette(result),
    paletteBytes: result.palette,
    mse: result.mse,
    notes: [
      ...notes,
      ...encoded.notes,
      ...(alpha === 'binary' && quantize.alpha !== 'binary' && hasTranslucency(image) ? [BINARY_ALPHA] : []),
    ],
  };
}

/** Whether any pixel is neither opaque nor fully transparent. */
function hasTranslucency({ data }: DecodedImage['image']): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i]! > 0 && data[i]! < 255) return true;
  return false;
}

async function encodeFullColor(
  original: Uint8Array,
  { header, image, metadata: all }: DecodedImage,
  settings: CompressSettings,
): Promise<Encoding> {
  const { quality, signal, maxPixels } = settings;
  report(settings, 'encode', STAGE_ENDS.quantize);
  const flat = flattenOnWhite(image);
  const { metadata, notes } = carryOver(all, canBeGray(flat, all) ? 'GRAY' : 'RGB ', settings.metadata);
  const encoded = await encodeRgbaJpeg(image, quality, metadata);
  signal?.throwIfAborted();
  const { image: pixels } = await decodeJpeg(encoded.bytes, maxPixels);
  const isCoarse = header.format === 'jpeg' && isAsCoarse(original, encoded.bytes);
  return {
    bytes: encoded.bytes,
    pixels: () => pixels,
    palette: [],
    paletteBytes: new Uint8Array(0),
    mse: meanSquaredError(flat, pixels),
    notes: [...notes, ...encoded.notes],
    ...(isCoarse && {
      objection: `The JPEG is already stored at quality ${quality} or below: the original was kept.`,
    }),
  };
}

/** The result, or the original when the result is not smaller or should not be used. */
function choose(
  original: Uint8Array,
  { header, image, metadata, notes }: DecodedImage,
  target: OutputFormat,
  encoding: Encoding,
  settings: CompressSettings,
): CompressResult {
  const { bytes, palette, paletteBytes, mse } = encoding;
  let shown: RgbaImage | undefined;
  const isLarger = bytes.length >= original.length;
  const isKept = settings.ifLarger === 'original' && (isLarger || encoding.objection !== undefined);
  const isStripped = settings.metadata === 'strip' && Object.keys(metadata).some((name) => name !== 'icc');
  const reason = encoding.objection ?? 'The result is not smaller: the original was kept.';
  const reasons = isStripped ? [reason, 'Its metadata was not removed.'] : [reason];
  return {
    bytes: isKept ? original : bytes,
    format: isKept ? header.format : target,
    outcome: isKept ? 'kept' : 'compressed',
    header,
    width: image.width,
    height: image.height,
    bytesBefore: original.length,
    bytesAfter: bytes.length,
    palette,
    mse,
    psnr: peakSignalToNoise(mse),
    notes: isKept ? reasons : [...new Set([...notes, ...encoding.notes])],
    pixels: {
      original: image,
      get result() {
        shown ??= encoding.pixels();
        return shown;
      },
    },
    paletteBytes,
  };
}

function keepAnimation(
  bytes: Uint8Array,
  { header, image }: DecodedImage,
  settings: CompressSettings,
): CompressResult {
  report(settings, 'encode', STAGE_ENDS.encode);
  return {
    bytes,
    format: header.format,
    outcome: 'kept',
    header,
    width: image.width,
    height: image.height,
    bytesBefore: bytes.length,
    bytesAfter: bytes.length,
    palette: [],
    mse: 0,
    psnr: Number.POSITIVE_INFINITY,
    notes: ['This is an animation, which only the original can show: it was kept.'],
    pixels: { original: image, result: image },
    paletteBytes: new Uint8Array(0),
  };
}

function report({ onProgress }: CompressSettings, stage: CompressProgress['stage'], done: number): void {
  onProgress?.({ stage, done });
}
