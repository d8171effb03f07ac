import sharp from 'sharp';
import {
  apartColors,
  paintScene,
  type Rgb,
  unequalShares,
} from '../../../packages/core/test/helpers/scenes.ts';
import { EXTRACTORS } from './extractors.ts';
import { match } from './matching.ts';

/** Maximum difference in Oklab at which a known color counts as found. */
export const FOUND = 0.02;
const COUNTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const SEEDS = [101, 202, 303];
const MIN_SHARE = 0.005;
const APART = 0.15;

/** Variants of synthetic images: amount of noise, and whether edges are hard or antialiased. */
const SETS = {
  'hard edges': { noise: 0, hard: true },
  antialiased: { noise: 0, hard: false },
  'antialiased, noise of ±6': { noise: 6, hard: false },
  'antialiased, noise of ±12': { noise: 12, hard: false },
} as const;

export interface SyntheticResult {
  readonly tool: string;
  readonly set: string;
  readonly hits: number;
  readonly colors: number;
  /** Mean difference of the shares of found colors, if the tool reports shares. */
  readonly shareError: number;
}

/** Runs all tools on images of 2 to 12 known colors with shares down to half a percent, at k = N. */
export async function runSynthetic(log: (line: string) => void): Promise<SyntheticResult[]> {
  const results: SyntheticResult[] = [];
  for (const [set, { noise, hard }] of Object.entries(SETS)) {
    log(`${set} …`);
    const scenes = SEEDS.flatMap((seed) => COUNTS.map((count) => sceneOf(count, noise, hard, seed + count)));
    const files = await Promise.all(scenes.map(({ image }) => encode(image)));
    for (const [tool, { find }] of Object.entries(EXTRACTORS)) {
      let [hits, colors, error, shared] = [0, 0, 0, 0];
      for (const [i, { truth, shares }] of scenes.entries()) {
        const found = await find(files[i]!, truth.length);
        match(truth, found, FOUND).forEach((color, which) => {
          colors++;
          if (!color) return;
          hits++;
          if (color.share === undefined) return;
          shared++;
          error += Math.abs(color.share - shares[which]!);
        });
      }
      results.push({ tool, set, hits, colors, shareError: error / shared });
    }
  }
  return results;
}

type Picture = ReturnType<typeof paintScene>['image'];

function sceneOf(count: number, noise: number, hard: boolean, seed: number) {
  const truth = apartColors(count, APART, noise, seed);
  const scene = paintScene(truth, unequalShares(count, MIN_SHARE), noise, seed);
  return hard ? { truth, ...hardened(scene.image, truth) } : { truth, ...scene };
}

/** Replaces each pixel by the nearest true color. */
function hardened({ data, width, height }: Picture, truth: readonly Rgb[]) {
  const counts = truth.map(() => 0);
  const hard = Uint8Array.from(data);
  for (let at = 0; at < hard.length; at += 4) {
    const squares = truth.map((color) =>
      color.reduce((sum, value, i) => sum + (value - data[at + i]!) ** 2, 0),
    );
    const nearest = squares.indexOf(Math.min(...squares));
    counts[nearest]!++;
    hard.set(truth[nearest]!, at);
  }
  return { image: { data: hard, width, height }, shares: counts.map((count) => (4 * count) / hard.length) };
}

const encode = ({ data, width, height }: Picture): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
