import { quantizeSteps, type RgbaImage } from '@kcolors/core';
import { pause } from '@kcolors/core/threads';
import { encodeWithin } from './budget/encode-within.ts';
import { encodeSmallest } from './choose-encoding.ts';
import { type ConvertedCurve, convertToSrgbCurve, isForPng } from './color/tone.ts';
import { type CompressSettings, planFor, savingObjection } from './compress-options.ts';
import type { CompressProgress, CompressResult } from './compress-types.ts';
import type { Encoding } from './encoding.ts';
import { CodecError } from './errors.ts';
import { peakSignalToNoise } from './image/difference.ts';
import { keepOriginal, originalFor } from './keep-original.ts';
import { alreadyCompressed } from './lossy/already-compressed.ts';
import { lossyOffer } from './lossy/offer.ts';
import { createScoreCache } from './quality/score-cache.ts';
import type { Source } from './ways.ts';

/** Progress of the whole job when the image is decoded. */
export const DECODED = 0.15;

/** Compresses a decoded image: quantizes it, encodes it, and returns the result or the original. */
export async function compressDecoded(source: Source, settings: CompressSettings): Promise<CompressResult> {
  report(settings, 'decode', DECODED);
  await pause();
  settings.signal?.throwIfAborted();
  const { bytes, decoded } = source;
  const { keepReason, target: planned } = planFor({ bytes, ...decoded }, settings);
  if (keepReason) {
    report(settings, 'encode', 1);
    return keepOriginal(bytes, decoded, originalFor(bytes, settings), keepReason, settings);
  }
  const already = await alreadyCompressed(source, planned, settings);
  if (already.keepReason) {
    report(settings, 'encode', 1);
    return keepOriginal(bytes, decoded, originalFor(bytes, settings), already.keepReason, settings);
  }
  const target = planned === 'smallest' && isForPng(decoded) ? 'png' : planned;
  const converted = target === 'smallest' ? undefined : convertToSrgbCurve(target, decoded);
  if (converted) return compressConverted(source, converted, settings);
  const encode = settings.maxBytes === undefined ? encodeSmallest : encodeWithin;
  const encoding = await encode(source, target, settings, (stage, share) =>
    report(settings, stage, DECODED + (1 - DECODED) * share),
  );
  const offer = await lossyOffer(source, encoding.format, encoding.bytes.length, settings);
  report(settings, 'encode', 1);
  const objection = encoding.objection ?? already.objectionTo(encoding.bytes.length);
  const judged = { ...encoding, ...(objection && { objection }) };
  return choose(source, judged, settings, offer === undefined ? [] : [offer]);
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

/** Returns the result, or the original if the result saves too little or has an objection. */
function choose(
  source: Source,
  encoding: Encoding,
  settings: CompressSettings,
  offers: readonly string[],
): CompressResult {
  const { header, image, notes, resizedFrom } = source.decoded;
  const { bytes, format, qualityScore, palette, paletteBytes, mse, objection } = encoding;
  const original = originalFor(source.bytes, settings);
  const bytesToBeat = original instanceof CodecError ? source.bytes.length : original.bytes.length;
  const { maxBytes = Number.POSITIVE_INFINITY } = settings;
  const isFree = mse === 0 || (bytes.length <= maxBytes && bytesToBeat > maxBytes);
  const minSaving = isFree ? 0 : settings.minSaving;
  const reason = (isFree ? undefined : objection) ?? savingObjection(bytesToBeat, bytes.length, minSaving);
  const isKept = settings.ifNotSmaller === 'original' && reason !== undefined && !resizedFrom;
  const isUnchanged = !(original instanceof CodecError) && original.bytes === source.bytes;
  if (isKept && !isUnchanged) return keepOriginal(source.bytes, source.decoded, original, reason, settings);
  let shown: RgbaImage | undefined;
  return {
    bytes: isKept ? source.bytes : bytes,
    format: isKept ? header.format : format,
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
    notes: isKept ? [reason, ...offers] : [...new Set([...notes, ...encoding.notes, ...offers])],
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
