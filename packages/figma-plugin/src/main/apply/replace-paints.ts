// Replaces images in a list of paints, without calling Figma.
import { type Size, shownWidth } from '../document/shown-width.ts';

/** Replaces image `from` with image `to` in the paint at `index`. */
export interface Swap {
  readonly index: number;
  readonly from: string;
  readonly to: string;
  /** Pixels of `from` per pixel of `to`. */
  readonly tileScale: number;
  readonly limit?: { readonly image: Size; readonly width: number };
}

/** The paints that take the place of a paint. */
const PLACEMENTS = {
  replace: (paint: ImagePaint, swap: Swap): Paint[] => [withImage(paint, swap.to, swap.tileScale)],
  /** Later paints cover earlier ones. */
  'on-top': (paint: ImagePaint, swap: Swap): Paint[] => [paint, withImage(paint, swap.to, swap.tileScale)],
} satisfies Record<string, (paint: ImagePaint, swap: Swap) => Paint[]>;
export type PaintPlacement = keyof typeof PLACEMENTS;

const ROUNDING = 1.001;

/** Whether a paint shows its image larger than the result of the swap was made for. */
export function isEnlarged(paint: Paint | undefined, { limit }: Swap, box: Size): boolean {
  if (!limit || paint?.type !== 'IMAGE') return false;
  return shownWidth(paint, limit.image, box) > ROUNDING * limit.width;
}

const DIGITS = 12; // Figma itself keeps fewer

/**
 * The paint with another image. Spreading keeps its other properties: filters, blend mode, and a crop, which is relative
 * to the sides of the image. Tiles have the size of the image in pixels, so their factor makes up for the difference.
 */
export function withImage(paint: ImagePaint, imageHash: string, tileScale: number): ImagePaint {
  if (paint.scaleMode !== 'TILE' || tileScale === 1) return { ...paint, imageHash };
  const scalingFactor = Number(((paint.scalingFactor ?? 1) * tileScale).toPrecision(DIGITS));
  return { ...paint, imageHash, scalingFactor };
}

export interface Replaced {
  readonly paints: readonly Paint[];
  readonly done: readonly Swap[];
  /** Swaps whose paint has a third image by now. */
  readonly missed: readonly Swap[];
}

export function replacePaints(
  paints: readonly Paint[],
  swaps: readonly Swap[],
  placement: PaintPlacement,
): Replaced {
  const hasImage = ({ index }: Swap, hash: string): boolean => {
    const paint = paints[index];
    return paint?.type === 'IMAGE' && paint.imageHash === hash;
  };
  const done = swaps.filter((swap) => hasImage(swap, swap.from));
  // An instance shows the result as soon as its component does.
  const missed = swaps.filter((swap) => !hasImage(swap, swap.from) && !hasImage(swap, swap.to));
  const byIndex = new Map(done.map((swap) => [swap.index, swap]));
  return {
    done,
    missed,
    paints: paints.flatMap((paint, index) => {
      const swap = byIndex.get(index);
      return swap ? PLACEMENTS[placement](paint as ImagePaint, swap) : [paint];
    }),
  };
}
