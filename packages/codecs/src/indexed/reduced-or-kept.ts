import { type CompressSettings, quantizeOptionsFor } from '../compress-options.ts';
import { levelOf } from '../quality/levels.ts';
import { type AsAsked, type Quantizable, quantizeAsAsked } from '../quality/quantize-as-asked.ts';
import type { IndexedFormat } from '../types.ts';
import { keepOrder } from './keep-order.ts';

/** A result, and whether its palette is to be written as it is. */
export type ReducedOrKept = AsAsked & { readonly keepsOrder: boolean };

const NO_ORDER = 'A WebP has no order of colors that could be kept.';

/** Reduces an image to the colors that the options ask for, or keeps the palette of its file where they ask for that. */
export async function reducedOrKept(
  source: Quantizable & { readonly bytes: Uint8Array },
  target: IndexedFormat,
  settings: CompressSettings,
  onDone: (share: number) => void,
): Promise<ReducedOrKept> {
  const { keepPaletteOrder, palette } = settings;
  const reduce = () => quantizeAsAsked(source, target, settings, onDone);
  if (!keepPaletteOrder) return { ...(await reduce()), keepsOrder: false };
  if (target === 'webp') {
    const reduced = await reduce();
    return { ...reduced, notes: [...reduced.notes, NO_ORDER], keepsOrder: false };
  }
  if (palette) return { ...(await reduce()), keepsOrder: true };
  const kept = await keepOrder(source.bytes, source.decoded, settings, target === 'gif');
  if ('note' in kept) {
    const reduced = await reduce();
    return { ...reduced, notes: [...reduced.notes, kept.note], keepsOrder: false };
  }
  const { result } = kept;
  const options = quantizeOptionsFor(target, settings, source.decoded.image);
  return { options, result, ...lookOf(kept, source, settings), notes: [], keepsOrder: true };
}

/** The look of a picture that is kept, where it is asked for. */
function lookOf(
  { result }: { readonly result: AsAsked['result'] },
  { looks }: Quantizable,
  { quality }: CompressSettings,
): Pick<AsAsked, 'look'> {
  if (!looks && quality === undefined) return {};
  const score = looks?.prepared().score(result) ?? 100;
  const goal = quality === undefined ? {} : { target: levelOf(quality).target, reached: true };
  return { look: { score, colors: result.palette.length / 4, ...goal } };
}
