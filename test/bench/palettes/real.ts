import { readFileSync } from 'node:fs';
import { median } from '../clock.ts';
import { EXTRACTORS, type FoundColor } from './extractors.ts';
import { match } from './matching.ts';
import type { KnownPicture } from './truth.ts';

/** Maximum difference in Oklab at which an annotated color counts as found, as stated with the list. */
export const FOUND = 0.08;
/** A stricter limit for comparison. */
export const STRICT = 0.05;
export const COUNT = 6;

/** The colors that a tool found in an image. */
export interface RealResult {
  readonly tool: string;
  readonly picture: KnownPicture;
  readonly found: readonly FoundColor[];
  readonly hits: number;
  readonly strictHits: number;
  readonly misses: readonly KnownPicture['colors'][number][];
  /** From the file to the palette, milliseconds of wall time. */
  readonly ms: number;
}

/** Runs all tools on all images in turn. The time is the median of the rounds. */
export async function runReal(
  pictures: readonly KnownPicture[],
  rounds: number,
  log: (line: string) => void,
): Promise<RealResult[]> {
  const results: RealResult[] = [];
  for (const picture of pictures) {
    log(`${picture.name} …`);
    const file = readFileSync(picture.path);
    const truth = picture.colors.map(({ rgb }) => rgb);
    const times = new Map<string, number[]>();
    const colors = new Map<string, readonly FoundColor[]>();
    for (let round = 0; round < rounds; round++) {
      for (const [tool, { find }] of Object.entries(EXTRACTORS)) {
        const start = performance.now();
        colors.set(tool, await find(file, COUNT));
        times.set(tool, [...(times.get(tool) ?? []), performance.now() - start]);
      }
    }
    for (const [tool, found] of colors) {
      const matched = match(truth, found, FOUND);
      const isHit = (color: FoundColor | undefined) => color !== undefined;
      results.push({
        tool,
        picture,
        found,
        hits: matched.filter(isHit).length,
        strictHits: match(truth, found, STRICT).filter(isHit).length,
        misses: picture.colors.filter((_, i) => !matched[i]),
        ms: median(times.get(tool)!),
      });
    }
  }
  return results;
}
