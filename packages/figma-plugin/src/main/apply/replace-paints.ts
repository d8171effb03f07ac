// The decision, without Figma: what a list of paints becomes when images are replaced.

/** In a list, the paint at `index` shows image `from` and is to show `to`. */
export interface Swap {
  readonly index: number;
  readonly from: string;
  readonly to: string;
}

/** What comes in the place of a paint. Spread, so that all that is known of it stays: crop, filters, blending. */
const PLACEMENTS = {
  replace: (paint: ImagePaint, to: string): Paint[] => [{ ...paint, imageHash: to }],
  /** Later paints are painted over earlier ones. */
  'on-top': (paint: ImagePaint, to: string): Paint[] => [paint, { ...paint, imageHash: to }],
} satisfies Record<string, (paint: ImagePaint, to: string) => Paint[]>;
export type PaintPlacement = keyof typeof PLACEMENTS;

export interface Replaced {
  readonly paints: readonly Paint[];
  readonly done: readonly Swap[];
  /** Those whose paint shows something else by now. */
  readonly missed: readonly Swap[];
}

export function replacePaints(
  paints: readonly Paint[],
  swaps: readonly Swap[],
  placement: PaintPlacement,
): Replaced {
  const holds = ({ index, from }: Swap): boolean => {
    const paint = paints[index];
    return paint?.type === 'IMAGE' && paint.imageHash === from;
  };
  const done = swaps.filter(holds);
  const missed = swaps.filter((swap) => !holds(swap));
  const byIndex = new Map(done.map((swap) => [swap.index, swap]));
  return {
    done,
    missed,
    paints: paints.flatMap((paint, index) => {
      const swap = byIndex.get(index);
      return swap ? PLACEMENTS[placement](paint as ImagePaint, swap.to) : [paint];
    }),
  };
}
