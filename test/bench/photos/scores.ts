import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { quantize, type RgbaImage } from '@kcolors/core';
import { prepareQualityScore, type ResultKind } from '@kcolors/core/quality-score';
import { resize } from '@kcolors/core/resize';
import sharp, { type Sharp } from 'sharp';
import { type BenchImage, loadSet } from '../images.ts';
import { score } from '../look/metrics.ts';
import { expand } from '../look/pixels.ts';
import { markdownTable } from '../table.ts';
import { pixelsOf } from './floor.ts';

/** Folders below the one in KCOLORS_CORPUS: photographs, screenshots, charts and cliparts. */
const FOLDERS = ['kodak', 'gb82', 'cq100', 'classic', 'clic2025', 'ui'];
const MIN_SIDE = 64;
const MAX_SIDE = 512;
/** Range of scores of the real tool in which errors count: below, nobody wants a result; above, nobody sees one. */
const RANGE = [60, 95] as const;

/** How results of a kind are made: one per setting. */
interface Codec {
  /** How its results are scored, by the name of the row. */
  readonly rows: Readonly<Record<string, ResultKind>>;
  readonly settings: readonly number[];
  readonly result: (image: BenchImage, setting: number) => RgbaImage | Promise<RgbaImage>;
}

const CODECS: readonly Codec[] = [
  {
    rows: { palette: 'indexed', 'palette, without its limits': 'full-color' },
    settings: [256, 96, 32, 12],
    result: (image, maxColors) => expand(quantize(image, { maxColors })),
  },
  {
    rows: { 'palette with a rate': 'indexed', 'palette with a rate, without its limits': 'full-color' },
    settings: [0.2, 0.45, 0.7, 0.95],
    result: (image, rate) => expand(quantize(image, { rate })),
  },
  lossy('JPEG', [93, 84, 72, 55], (image, quality) => image.jpeg({ mozjpeg: true, quality })),
  lossy('JPEG, 4:4:4', [93, 84, 72, 55], (image, quality) =>
    image.jpeg({ mozjpeg: true, quality, chromaSubsampling: '4:4:4' }),
  ),
  lossy('WebP', [95, 84, 70, 50], (image, quality) => image.webp({ quality, effort: 4 })),
  lossy('AVIF', [80, 66, 54, 42], (image, quality) => image.avif({ quality, effort: 2 })),
];

function lossy(
  name: string,
  settings: readonly number[],
  encode: (image: Sharp, quality: number) => Sharp,
): Codec {
  return {
    rows: { [name]: 'full-color' },
    settings,
    result: async ({ data, height, width }, quality) => {
      const opaque = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
      return pixelsOf(await encode(opaque, quality).toBuffer());
    },
  };
}

/** Compares the quality score with the real SSIMULACRA 2, per codec. */
export async function scoreSection(): Promise<string> {
  const images = await scoredImages();
  if (images.length === 0) return '';
  const differences = new Map<string, number[]>();
  for (const image of images) {
    console.error(image.name);
    const scorer = prepareQualityScore(image);
    for (const { result, rows, settings } of CODECS) {
      for (const setting of settings) {
        const decoded = await result(image, setting);
        const { ssimulacra2 } = await score(image, decoded, false);
        if (ssimulacra2 < RANGE[0] || ssimulacra2 > RANGE[1]) continue;
        for (const [name, kind] of Object.entries(rows)) {
          const difference = scorer.score(decoded, kind) - ssimulacra2;
          differences.set(name, [...(differences.get(name) ?? []), difference]);
        }
      }
    }
  }
  const rows = [...differences].map(([name, all]) => {
    const sizes = all.map(Math.abs).sort((a, b) => a - b);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return [
      name,
      String(all.length),
      mean(sizes).toFixed(2),
      sizes[Math.floor(0.95 * (sizes.length - 1))]!.toFixed(2),
      mean(all).toFixed(2),
      Math.max(...all).toFixed(2),
    ];
  });
  const columns = ['', 'results', 'mean error', '95th percentile', 'mean difference', 'too high by at most'];
  return `## Quality score

${images.length} opaque images of at most ${MAX_SIDE} pixels, ${CODECS[0]!.settings.length} settings per codec. Error of the quality score, against the real
SSIMULACRA 2, of results between ${RANGE[0]} and ${RANGE[1]}. Results with a palette are scored lower on purpose where they have faults that
SSIMULACRA 2 hardly sees: bands, streaks, lost signs, flat colors that change. Without these limits they are compared as
the results of the other codecs.

${markdownTable(columns, rows, [''])}`;
}

/** Returns the opaque images of the corpus, large ones reduced. */
async function scoredImages(): Promise<BenchImage[]> {
  const corpus = process.env.KCOLORS_CORPUS ?? '';
  const paths = FOLDERS.map((folder) => join(corpus, folder))
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.png'))
        .map((name) => join(folder, name)),
    );
  if (paths.length === 0) return [];
  const { images } = await loadSet('', paths);
  return images
    .filter(({ height, translucent, width }) => !translucent && Math.min(width, height) >= MIN_SIDE)
    .map((image) => ({ ...image, ...reduced(image) }));
}

function reduced(image: BenchImage): RgbaImage & { data: Uint8Array } {
  const { data, height, width } = resize(image, { maxSide: MAX_SIDE });
  return { data: Uint8Array.from(data), height, width };
}
