import { quantize } from '@kcolors/core';
import { encodePlainPng, normalize } from '../encode.ts';
import { libimagequant } from '../peers/libimagequant.ts';
import { machinePart } from '../report.ts';
import { markdownTable } from '../table.ts';
import { pooled } from './alone.ts';
import type { LookImage } from './images.ts';
import { score } from './metrics.ts';
import { expand } from './pixels.ts';
import { searched } from './searched.ts';

/** Minimum SSIMULACRA 2 score that `good` promises. */
const PROMISE = 82;
/** Number of images in parallel. */
const WIDTH = 2;

interface Row {
  readonly name: string;
  /** Bytes relative to those of pngquant's default. */
  readonly share: number;
  readonly colors: number;
  readonly ssimulacra2: number;
  /** Whether 256 colors can reach the promised score. */
  readonly canReach: boolean;
}

/** Reports the smallest good file of each image: its score, and its bytes relative to pngquant's default. */
export async function goodParts(
  images: readonly LookImage[],
  log: (line: string) => void,
): Promise<string[]> {
  const peer = libimagequant(4);
  const rows = new Map<LookImage, Row>();
  await pooled([...images], WIDTH, async (image) => {
    log(`${image.name} …`);
    const look = async (result: Parameters<typeof expand>[0]) =>
      (await score(image, expand(result), false)).ssimulacra2;
    const { bytes, result } = await searched(image, 'good');
    const ssimulacra2 = await look(result);
    let best = ssimulacra2;
    for (const dither of best < PROMISE ? [0, 0.5, 0.75] : []) {
      best = Math.max(best, await look(quantize(image, { maxColors: 256, objective: 'perceptual', dither })));
    }
    const base = await (await peer.run({ ...image, data: image.data.slice() }, 256, true))();
    rows.set(image, {
      name: image.name,
      share: bytes / encodePlainPng(normalize(base)).length,
      colors: result.palette.length / 4,
      ssimulacra2,
      canReach: best >= PROMISE,
    });
  });
  const all = images.map((image) => rows.get(image)!);
  const reachable = all.filter(({ canReach }) => canReach);
  const kept = reachable.filter(({ ssimulacra2 }) => ssimulacra2 >= PROMISE);
  return [
    `\`--quality good\` asks for an SSIMULACRA2 of ${PROMISE}. Of ${all.length} images, ${reachable.length} can reach that score with 256 colors, and
**${kept.length} of these did (${percent(kept.length / reachable.length)})**. The median file has **${percent(median(all.map(({ share }) => share)))} of the bytes** of pngquant's default:
256 colors of libimagequant at speed 4, dithered, as a PNG without filters at zlib level 9.`,
    markdownTable(
      ['image', 'bytes, of pngquant’s', 'colors', 'SSIMULACRA2', ''],
      all.map(({ name, share, colors, ssimulacra2, canReach }) => [
        name,
        percent(share),
        `${colors}`,
        ssimulacra2.toFixed(1),
        ssimulacra2 >= PROMISE ? '' : canReach ? 'missed' : '256 colors cannot reach it',
      ]),
      ['image', ''],
    ),
    machinePart([peer]),
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
