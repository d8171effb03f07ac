import type { CompressSettings } from '../compress-options.ts';
import { type Encoding, NO_PALETTE } from '../encoding.ts';
import { rowsOf } from '../image/rows.ts';
import { selectMetadata } from '../metadata/carry-over.ts';
import { encodeFullColorPng } from '../png/encode-rgba.ts';
import { levelOf } from '../quality/levels.ts';
import type { DecodedImage, LosslessFormat } from '../types.ts';
import { encodeLosslessWebp } from '../webp/encode.ts';

/** Encoders of unchanged full-color pixels. */
const LOSSLESS_ENCODERS = { png: encodeFullColorPng, webp: encodeLosslessWebp };

/** Encodes the pixels of an image as they are, including hidden colors. */
export async function encodeLosslessImage(
  { image, metadata: all }: DecodedImage,
  format: LosslessFormat,
  { effort, metadata: policy, quality }: CompressSettings,
): Promise<Encoding> {
  const { metadata, notes } = selectMetadata(all, 'RGB ', policy);
  const encoded = await LOSSLESS_ENCODERS[format](image, metadata, effort);
  return {
    format,
    bytes: encoded.bytes,
    rows: (top, bottom) => rowsOf(image, top, bottom),
    ...NO_PALETTE,
    mse: 0,
    ...(quality !== undefined && {
      qualityScore: { score: 100, colors: 0, target: levelOf(quality).target, reached: true },
    }),
    notes: [...notes, ...encoded.notes],
  };
}
