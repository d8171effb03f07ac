import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { type PreparedLook, prepareLook } from '@kcolors/core/look';

/** What was found out about one way to quantize an image. */
export interface Known {
  readonly score: number;
  readonly isExact: boolean;
  /** Bytes of its files, quickly packed or foretold, by format. */
  readonly sizes: Map<string, number>;
}

/** How much results look like one image, and what was found out about it: searches of a session build on one another. */
export interface Looks {
  readonly prepared: () => PreparedLook;
  /** By the options of the quantizer, see `keyOf`. */
  readonly known: Map<string, Known>;
}

/** Nothing known yet. The image is prepared when that is first needed. */
export function createLooks(image: RgbaImage, prepared?: Looks['prepared']): Looks {
  let own: PreparedLook | undefined;
  const prepare = () => {
    own ??= prepareLook(image);
    return own;
  };
  return { prepared: prepared ?? prepare, known: new Map() };
}

/** Options as text: the same for the same. */
export const keyOf = ({ fixedColors, ...options }: QuantizeOptions): string =>
  JSON.stringify([...Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)), fixedColors?.join()]);
