import sharp from 'sharp';
import { indexPixels } from './indexed.ts';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

// One thread, like all others: libvips would use CPU time to distribute the work.
sharp.concurrency(1);

/** sharp's indexed PNG. The time includes its encoding, at the lowest compression. */
export function sharpPalette(effort: number): Peer {
  const { vips, imagequant } = sharp.versions as Record<string, string>;
  return {
    version: `${versionOf('sharp')} (libvips ${vips}, libimagequant ${imagequant})`,
    alpha: true,
    dithering: 'optional',
    run: async ({ data, width, height }, k, dither) => {
      const png = await sharp(data, { raw: { width, height, channels: 4 } })
        .png({ palette: true, colours: k, effort, dither: dither ? 1 : 0, compressionLevel: 0 })
        .toBuffer();
      return async () =>
        indexPixels({ data: await sharp(png).ensureAlpha().raw().toBuffer(), width, height });
    },
  };
}
