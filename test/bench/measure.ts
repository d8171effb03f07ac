import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodePng } from '@kcolors/codecs';
import { meanSquaredError } from './difference.ts';
import { encodePlainPng, normalize } from './encode.ts';
import type { BenchImage } from './images.ts';
import type { Peer, Reading } from './peers/peer.ts';

/** One peer on one image at one setting. */
export interface Measurement {
  readonly name: string;
  readonly image: BenchImage;
  readonly k: number;
  readonly dither: boolean;
  /** Median CPU time over all threads, milliseconds. */
  readonly cpuMs: number;
  readonly mse: number;
  /** Size as a plain indexed PNG. */
  readonly plainBytes: number;
  /** Size as the codecs of this project write it. */
  readonly pngBytes: number;
  readonly colors: number;
}

/** How often a peer is run. */
export interface Repeats {
  /** Most timed runs of one peer on one image. */
  readonly rounds: number;
  /** A peer is not started once more when it has used this much CPU time on the image, milliseconds. */
  readonly budgetMs: number;
}

/** A first run that takes longer counts itself: what a warm-up still adds is little beside it. */
const NO_WARM_UP_MS = 700;

/** Runs all peers on an image in turn, so that what else the machine does hits each of them alike. */
export async function measure(
  peers: Readonly<Record<string, Peer>>,
  image: BenchImage,
  k: number,
  dither: boolean,
  { rounds, budgetMs }: Repeats,
): Promise<Measurement[]> {
  const able = Object.entries(peers).filter(
    ([, peer]) => peer.dithering !== (dither ? 'never' : 'always') && (peer.alpha || !image.translucent),
  );
  const runs = able.map(([name, peer]) => ({
    name,
    peer,
    times: [] as number[],
    spent: 0,
    reading: noReading,
  }));
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const run = runs[(turn + round) % runs.length]!;
      if (run.spent > budgetMs && run.times.length > 0) continue;
      const { cpuMs, reading } = await timed(run.peer, image, k, dither);
      run.spent += cpuMs;
      if (round > 0 || cpuMs > NO_WARM_UP_MS) run.times.push(cpuMs);
      if (round === 0) run.reading = reading;
    }
  }
  const measurements: Measurement[] = [];
  for (const { name, times, reading } of runs) {
    const indexed = normalize(await reading());
    measurements.push({
      name,
      image,
      k,
      dither,
      cpuMs: median(times),
      mse: meanSquaredError(image, indexed),
      plainBytes: encodePlainPng(indexed).length,
      pngBytes: (await encodePng(indexed)).bytes.length,
      colors: indexed.palette.length / 4,
    });
  }
  return measurements;
}

const noReading: Reading = () => {
  throw new Error('Read before the first run');
};

async function timed(peer: Peer, image: BenchImage, k: number, dither: boolean) {
  const own = { ...image, data: image.data.slice() };
  collectGarbage();
  const start = process.cpuUsage();
  const reading = await peer.run(own, k, dither);
  const { user, system } = process.cpuUsage(start);
  return { cpuMs: (user + system) / 1000, reading };
}

setFlagsFromString('--expose-gc');
/** Otherwise the garbage of one peer would be collected in the time of the next. */
const collectGarbage: () => void = runInNewContext('gc');

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
