import type { QuantizeOptions, QuantizeResult, RgbaImage } from '@kcolors/core';
import { lookOf } from '@kcolors/core/look';
import { pause } from '@kcolors/core/threads';
import { withProfile } from '../color/carry-colors.ts';
import { type CompressSettings, planFor, quantizeOptionsFor } from '../compress-options.ts';
import { INDEXED_ENCODERS } from '../encode.ts';
import { deltaE, meanSquaredError, peakSignalToNoise } from '../image/difference.ts';
import { expandIndexed } from '../image/expand-indexed.ts';
import { flattenOnWhite } from '../image/flatten.ts';
import { decodeJpeg } from '../jpeg/decode.ts';
import { canBeGray, encodeRgbaJpeg } from '../jpeg/encode.ts';
import { whyNotAgain } from '../jpeg/quantization.ts';
import { carryOver } from '../metadata/carry-over.ts';
import { listPalette } from '../palette-entries.ts';
import { isSmall, leftByRates, quickFamiliesOf } from '../quality/families.ts';
import { levelOf } from '../quality/levels.ts';
import type { Looks } from '../quality/looks.ts';
import { type Chosen, type LookJob, quantizeToLook } from '../quality/quantize-to-look.ts';
import type { DecodedImage, IndexedFormat, InputFormat, Look, PaletteEntry } from '../types.ts';
import type { Estimator } from './estimate.ts';
import type { KeptSession } from './kept-session.ts';
import { sampledSize } from './sampled-size.ts';

/** What would be seen of a compression, about, at the size of the session's `proxy`. */
export interface PreviewPicture {
  /** What would be shown. */
  readonly image: RgbaImage;
  /** Colors with their share of the pixels; empty for a JPEG in full color. */
  readonly palette: readonly PaletteEntry[];
}

/** What a compression would give, about. */
export interface ImagePreview extends PreviewPicture {
  /** About the size of the new file. */
  readonly estimatedBytes: number;
  /** Peak signal-to-noise ratio in dB, see `CompressResult.psnr`. */
  readonly psnr: number;
  /** Mean difference as the eye sees it, see `SessionResult.deltaE`. */
  readonly deltaE: number;
  /** How much `image` looks like the `proxy`, on white where it is a JPEG; given unless the original is kept. */
  readonly look?: Look;
  /** Format of the file that would be stored. */
  readonly format: InputFormat;
  /** Packs `image` quickly as a file of that format; gives the original file where that is kept. */
  file(): Promise<Uint8Array>;
  /**
   * `'kept'`: the original would stay because of what it is, and `notes` says why. Whether the result is smaller, which it
   * has to be as well, is for `estimatedBytes` to say.
   */
  readonly outcome: 'compressed' | 'kept';
  readonly notes: readonly string[];
}

/** What a session has for its previews. */
export interface Previewer {
  readonly bytes: Uint8Array;
  readonly decoded: DecodedImage;
  readonly kept: KeptSession;
  readonly estimator: Estimator;
  readonly looks: Looks;
  /** Is called with the picture as soon as it is there, where a number of colors is asked for. */
  readonly onPicture?: ((picture: PreviewPicture) => void) | undefined;
}

/** Most pixels of a preview whose difference is measured: some milliseconds' worth. */
const MOST_SAMPLES = 2 ** 15;

/** How far above the look that is asked for a preview may be, so that it needs few trials. */
const SLACK = 2;

/** Previews a compression. */
export async function previewImage(given: Previewer, asked: CompressSettings): Promise<ImagePreview> {
  const { bytes, decoded, kept } = given;
  const settings = keepsPalette(decoded, asked) ? withAllColors(asked) : asked;
  const { target, keeps } = planFor({ bytes, ...decoded }, settings);
  if (keeps) {
    const image = kept.proxy;
    const same = { estimatedBytes: bytes.length, psnr: Number.POSITIVE_INFINITY, deltaE: 0 };
    return {
      ...same,
      image,
      file: async () => bytes,
      palette: [],
      format: target,
      outcome: 'kept',
      notes: [keeps],
    };
  }
  return target === 'jpeg' ? previewFullColor(given, settings) : previewReduced(given, target, settings);
}

/** Whether the palette of the file stays, and with it every pixel. */
const keepsPalette = ({ header }: DecodedImage, { keepPaletteOrder, palette }: CompressSettings): boolean =>
  keepPaletteOrder && !palette && header.colorModel === 'indexed';

function withAllColors({ quality: _, quantize, ...rest }: CompressSettings): CompressSettings {
  return { ...rest, quantize: { ...quantize, maxColors: 256 } };
}

async function previewReduced(
  given: Previewer,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { decoded, estimator, kept } = given;
  const { left = 1, result, look, notes, ...picture } = await pictureAsAsked(given, target, settings);
  const { metadata } = carryOver(decoded.metadata, 'RGB ', settings.metadata);
  const parts = {
    picture: left * (await sampledSize(target, result, scaleOf(decoded, result))),
    metadata: await estimator.metadataBytes(target, metadata),
  };
  return {
    ...picture,
    estimatedBytes: estimator.estimate(target, settings, parts),
    psnr: peakSignalToNoise(result.mse),
    deltaE: deltaE(kept.proxy, picture.image, MOST_SAMPLES),
    look,
    format: target,
    file: async () => (await INDEXED_ENCODERS[target](result, {}, 'fast')).bytes,
    outcome: 'compressed',
    notes,
  };
}

/**
 * The picture in the colors that the options say, or in about those that a quality asks for; and what the search for it will
 * leave of its file.
 */
async function pictureAsAsked(
  { decoded, kept, looks, onPicture }: Previewer,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<PreviewPicture & Omit<Chosen, 'options'> & { readonly left?: number }> {
  const { quality, signal } = settings;
  const { effort: _, ...given } = quantizeOptionsFor(target, settings, kept.proxy); // previews are quick
  const quantize = (options: QuantizeOptions): QuantizeResult => {
    const { session, changes } = kept.for(options);
    return session.preview(changes);
  };
  if (quality === undefined) {
    const result = quantize(given);
    const picture = pictureOf(result);
    if (onPicture) {
      onPicture(picture);
      await pause(); // to be seen
    }
    const look = { score: looks.prepared().score(result), colors: result.palette.length / 4 };
    return { ...picture, result, look, notes: [] };
  }
  const job: Omit<LookJob, 'families'> = {
    target: levelOf(quality).target,
    slack: SLACK,
    looks,
    async quantize(options) {
      await pause();
      signal?.throwIfAborted();
      return quantize(options);
    },
    format: target,
    sizeOf: (each) => sampledSize(target, each),
  };
  const small = isSmall(decoded.image);
  let chosen: Chosen | undefined;
  for (const families of quickFamiliesOf(given, small)) {
    const next = await quantizeToLook({ ...job, families });
    if (!chosen || next.look.score > chosen.look.score) chosen = next;
    if (chosen.look.reached) break;
  }
  const { look, notes, options, result } = chosen!;
  const isAsItWillBe = result.mse === 0 || !look.reached || options.rate !== undefined;
  const left = isAsItWillBe ? 1 : leftByRates(given, small, target, levelOf(quality).target);
  return { ...pictureOf(result), result, look, notes, left };
}

const pictureOf = (result: QuantizeResult): PreviewPicture => ({
  image: expandIndexed(result),
  palette: listPalette(result),
});

async function previewFullColor(
  { bytes: original, decoded, estimator, kept, looks }: Previewer,
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { jpegQuality, maxPixels } = settings;
  const { header } = decoded;
  const all = withProfile('jpeg', decoded.metadata);
  const flat = flattenOnWhite(kept.proxy);
  const { metadata } = carryOver(all, canBeGray(flat, all) ? 'GRAY' : 'RGB ', settings.metadata);
  const { bytes } = await encodeRgbaJpeg(flat, jpegQuality, metadata);
  const { image } = await decodeJpeg(bytes, maxPixels);
  const metadataBytes = await estimator.metadataBytes('jpeg', metadata);
  const parts = {
    picture: (bytes.length - metadataBytes) * scaleOf(decoded, image),
    metadata: metadataBytes,
  };
  const reason = header.format === 'jpeg' && whyNotAgain(original, bytes, jpegQuality);
  return {
    image,
    palette: [],
    estimatedBytes: estimator.estimate('jpeg', settings, parts),
    psnr: peakSignalToNoise(meanSquaredError(flat, image)),
    deltaE: deltaE(flat, image, MOST_SAMPLES),
    look: { score: flat === kept.proxy ? looks.prepared().score(image) : lookOf(flat, image), colors: 0 },
    format: 'jpeg',
    file: async () => bytes,
    ...(reason ? { outcome: 'kept', notes: [reason] } : { outcome: 'compressed', notes: [] }),
  };
}

/** How many times as many pixels the image has as its preview. */
const scaleOf = ({ image }: DecodedImage, { width, height }: Pick<RgbaImage, 'height' | 'width'>): number =>
  (image.width * image.height) / (width * height);
