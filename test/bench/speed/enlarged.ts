import sharp from 'sharp';
import { type BenchImage, megapixels } from '../images.ts';

/** Amplitude of the grain in 8-bit steps: about the noise of a camera at low sensitivity. */
const GRAIN = 6;

/**
 * Enlarges an image by Lanczos to at least `target` Mpx, for machines without a large image. Adds grain, since the
 * areas would otherwise be smoother than in any photograph.
 */
export async function enlarged(image: BenchImage, target: number): Promise<BenchImage> {
  const factor = Math.sqrt(target / megapixels(image));
  const width = Math.ceil(image.width * factor);
  const height = Math.ceil(image.height * factor);
  const { width: from, height: rows } = image;
  const pixels = await sharp(image.data, { raw: { width: from, height: rows, channels: 4 } })
    .resize(width, height, { kernel: 'lanczos3', fit: 'fill' })
    .raw()
    .toBuffer();
  const data = new Uint8Array(pixels.length);
  const grain = grainOf(1);
  for (let i = 0; i < data.length; i++) {
    const value = i % 4 === 3 ? pixels[i]! : pixels[i]! + grain();
    data[i] = Math.min(255, Math.max(0, value));
  }
  return { name: `${image.name}, enlarged with grain`, width, height, data, translucent: image.translucent };
}

/** Returns a generator of integers from −GRAIN to GRAIN, most often near 0. The sequence is the same every time. */
function grainOf(seed: number): () => number {
  let state = seed;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % (GRAIN + 1);
  };
  return () => next() - next();
}
