import { pngQuantize } from '@napi-rs/image';
import sharp from 'sharp';
import { indexPixels } from './indexed.ts';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

/** @napi-rs/image, PNG to PNG; it always dithers. */
export const napiImage: Peer = {
  version: versionOf('@napi-rs/image'),
  alpha: true,
  dithering: 'always',
  run: async ({ data, width, height }, k) => {
    const raw = { width, height, channels: 4 as const };
    const png = await sharp(data, { raw }).png({ compressionLevel: 1 }).toBuffer();
    const quantized = await pngQuantize(png, { colors: k, minQuality: 0, maxQuality: 100, speed: 1 });
    return async () =>
      indexPixels({ data: await sharp(quantized).ensureAlpha().raw().toBuffer(), width, height });
  },
};
