import { CodecError } from '../errors.ts';
import type { Quality } from '../types.ts';

/** What a quality stands for. */
interface Level {
  /** The look that a result with a palette has to reach; see `Look.score`. */
  readonly target: number;
  /** The quality of a JPEG. */
  readonly jpegQuality: number;
}

type NamedQuality = Exclude<Quality, number>;

/**
 * SSIMULACRA 2 calls results of 90 the same side by side; at twice their size, viewers still see rings in drawn gradients there, and
 * faint ones or none at 94. Of results of 82, viewers would take three of four unseen ones in place of the original
 * (docs/blind.md); at 75 they find coarser skies, skin and shadows. Of results that are estimated to reach a target, nine of ten
 * truly have it.
 */
const LEVELS: Record<NamedQuality, Level> = {
  'lossless-look': { target: 94, jpegQuality: 90 },
  good: { target: 82, jpegQuality: 82 },
  small: { target: 75, jpegQuality: 75 },
};

/** The names of qualities, from the best to the smallest files. */
export const QUALITY_NAMES = Object.keys(LEVELS) as readonly NamedQuality[];

/**
 * What a quality stands for.
 * @throws {CodecError} `'invalid-option'` for what is none.
 */
export function levelOf(quality: Quality): Level {
  if (typeof quality === 'string' && Object.hasOwn(LEVELS, quality)) return LEVELS[quality];
  if (typeof quality === 'number' && Number.isInteger(quality) && quality >= 1 && quality <= 100) {
    return { target: quality, jpegQuality: quality };
  }
  throw new CodecError(
    'invalid-option',
    `Expected one of ${QUALITY_NAMES.join(', ')} or an integer between 1 and 100 for quality but received ${quality}.`,
  );
}
