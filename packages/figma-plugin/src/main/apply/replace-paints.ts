// Replaces images in a list of paints, without calling Figma.

/** Replaces image `from` with image `to` in the paint at `index`. */
export interface Swap {
  readonly index: number;
  readonly from: string;
  readonly to: string;
}

/**
 * The paints that take the place of a paint. Spreading keeps its other properties: crop, filters and blend
 * mode.
 */
const PLACEMENTS = {
  replace: (paint: ImagePaint, to: string): Paint[] => [{ ...paint, imageHash: to }],
  /** Later paints cover earlier ones. */
  'on-top': (paint: ImagePaint, to: string): Paint[] => [paint, { ...paint, imageHash: to }],
} satisfies Record<string, (paint: ImagePaint, to: string) => Paint[]>;
export type PaintPlacement = keyof typeof PLACEMENTS;

export interface Replaced {
  readonly paints: readonly Paint[];
  readonly done: readonly Swap[];
  /** Swaps whose paint has another image by now. */
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
