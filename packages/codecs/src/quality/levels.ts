import type { Quality } from '../compress-types.ts';
import { CodecError } from '../errors.ts';
import { PRESETS, type Preset, QUALITY_NAMES } from '../request/presets.ts';

/**
 * Returns the targets of a `quality` option.
 * @throws {CodecError} `'invalid-option'` if it is invalid.
 */
export function levelOf(quality: Quality): Preset {
  if (typeof quality === 'string' && Object.hasOwn(PRESETS, quality)) return PRESETS[quality];
  if (typeof quality === 'number' && Number.isInteger(quality) && quality >= 1 && quality <= 100) {
    return { target: quality, lossyTarget: quality };
  }
  throw new CodecError(
    'invalid-option',
    `Expected one of ${QUALITY_NAMES.join(', ')} or an integer between 1 and 100 for quality but received ${quality}.`,
  );
}
