import { encodePng } from '@kcolors/codecs';
import { clocked } from './clock.ts';
import { meanSquaredError } from './difference.ts';
import { encodePlainPng, normalize } from './encode.ts';
import type { BenchImage } from './images.ts';
import { type Peer, takesPart } from './peers/peer.ts';
import { type Repeats, takeTurns } from './rounds.ts';

/** The measures of one peer on one image at one setting. */
export interface Measurement {
  readonly name: string;
  readonly image: BenchImage;
  readonly k: number;
  readonly dither: boolean;
  /** Median CPU time of all threads, milliseconds. */
  readonly cpuMs: number;
  readonly mse: number;
  /** Size as a plain indexed PNG. */
  readonly plainBytes: number;
  /** Size as this project's codecs write it. */
  readonly pngBytes: number;
  readonly colors: number;
}

/** Runs all peers on an image in turn. */
export async function measure(
  peers: Readonly<Record<string, Peer>>,
  image: BenchImage,
  k: number,
  dither: boolean,
  repeats: Repeats,
): Promise<Measurement[]> {
  const turns = Object.entries(peers)
    .filter(([, peer]) => takesPart(peer, image, dither))
    .map(([name, peer]) => ({
      name,
      take: () => {
        const own = { ...image, data: image.data.slice() };
        return clocked(() => peer.run(own, k, dither));
      },
    }));
  const measurements: Measurement[] = [];
  for (const { name, cpuMs, value: reading } of await takeTurns(turns, repeats)) {
    const indexed = normalize(await reading());
    measurements.push({
      name,
      image,
      k,
      dither,
      cpuMs,
      mse: meanSquaredError(image, indexed),
      plainBytes: encodePlainPng(indexed).length,
      pngBytes: (await encodePng(indexed)).bytes.length,
      colors: indexed.palette.length / 4,
    });
  }
  return measurements;
}
