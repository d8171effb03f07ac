// The real quantizer behind the studios of the gallery. What a host adds is files: here, sizes are those of the
// deflated labels, which is most of what a PNG would have.
import {
  type CompressRequest,
  type PaletteEntry,
  type PresetName,
  requestOptions,
  toHex,
} from '@kcolors/codecs/request';
import { quantize, type RgbaImage } from '@kcolors/core';
import { oklabOf } from '../src/palette/color.ts';
import type { StudioEngine, StudioImage, StudioQualityScore } from '../src/studio/types.ts';

export interface Picture extends StudioImage {
  readonly bytes: number;
}

interface Answer {
  readonly image: StudioImage;
  readonly palette: readonly PaletteEntry[];
  readonly bytes: Uint8Array;
  readonly psnr: number;
  readonly deltaE: number;
  readonly qualityScore: StudioQualityScore;
}

/** What Auto has to reach here, and the numbers of colors that it tries. */
const TARGETS: Record<PresetName, number> = { 'lossless-look': 90, good: 80, small: 65 };
const TRIED = [4, 8, 16, 32, 64, 128, 256];

/** Decodes a picture as browsers do. */
export async function loadPicture(url: string): Promise<Picture> {
  const blob = await (await fetch(url)).blob();
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return { data: context.getImageData(0, 0, width, height).data, width, height, bytes: blob.size };
}

/** Previews of a quarter of the pixels, and the whole. */
export function engineOf(picture: Picture): StudioEngine {
  const previewImage = half(picture);
  return {
    async preview(request) {
      const { bytes, ...answer } = await reduce(previewImage, request);
      return { ...answer, estimatedBytes: bytes.length * 4 };
    },
    async compress(request, { signal, onProgress }) {
      onProgress(0.2);
      await new Promise((resolve) => setTimeout(resolve, 50)); // a preview is seen first
      signal.throwIfAborted();
      const answer = await reduce(picture, request);
      const kept = answer.bytes.length >= picture.bytes;
      return {
        ...answer,
        format: 'png',
        outcome: kept ? 'kept' : 'compressed',
        bytesBefore: picture.bytes,
        bytesAfter: answer.bytes.length,
        notes: [],
      };
    },
  };
}

function half({ data, width, height }: RgbaImage): RgbaImage {
  const [columns, rows] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const pixels = new Uint32Array(new Uint8Array(data).buffer);
  const less = new Uint32Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) less[y * columns + x] = pixels[2 * y * width + 2 * x]!;
  }
  return { data: new Uint8Array(less.buffer), width: columns, height: rows };
}

async function reduce(image: RgbaImage, request: CompressRequest): Promise<Answer> {
  const { quality } = request;
  if (quality === 'colors') return reduceTo(image, request, request.colors);
  const target = TARGETS[quality];
  for (const colors of TRIED) {
    const answer = await reduceTo(image, request, colors);
    if (answer.qualityScore.score >= target || colors === TRIED.at(-1))
      return { ...answer, qualityScore: { ...answer.qualityScore, target } };
  }
  throw new Error('No number of colors to try.');
}

async function reduceTo(image: RgbaImage, request: CompressRequest, maxColors: number): Promise<Answer> {
  const options = { ...requestOptions(request).quantize, maxColors };
  const { palette, indices, counts, mse } = quantize(image, options);
  const data = new Uint8Array(indices.length * 4);
  for (const [i, index] of indices.entries()) data.set(palette.subarray(4 * index, 4 * index + 4), 4 * i);
  const hexOf = (i: number) => {
    const [r, g, b, a] = palette.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    return toHex({ r, g, b, a });
  };
  const deltaE = meanDistance(image.data, data);
  return {
    image: { data, width: image.width, height: image.height },
    palette: Array.from(counts, (count, i) => ({ hex: hexOf(i), share: count / indices.length })),
    bytes: await deflated(indices),
    psnr: 10 * Math.log10((3 * 255 ** 2) / mse),
    deltaE,
    qualityScore: { score: Math.max(0, 100 - 12 * deltaE) }, // stands for the real one
  };
}

async function deflated(indices: Uint8Array): Promise<Uint8Array> {
  const packed = new Blob([new Uint8Array(indices)]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Mean distance in Oklab × 100, over every seventh pixel. */
function meanDistance(before: ArrayLike<number>, after: ArrayLike<number>): number {
  const at = (data: ArrayLike<number>, i: number) =>
    oklabOf({ r: data[i]!, g: data[i + 1]!, b: data[i + 2]!, a: data[i + 3]! });
  let [sum, count] = [0, 0];
  for (let i = 0; i < before.length; i += 28) {
    const [p, q] = [at(before, i), at(after, i)];
    sum += Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
    count++;
  }
  return (100 * sum) / count;
}
