import { CodecError } from '../errors.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { readHeif } from './items.ts';

/**
 * Returns an AVIF or HEIC that has no metadata as it is.
 * @throws {CodecError} `'cannot-strip'` if it has any: its directory cannot be changed without writing the file anew.
 */
export function stripHeif(bytes: Uint8Array): Stripped {
  const { items } = readHeif(bytes);
  if (items.some(({ type }) => type === 'Exif' || type === 'mime' || type === 'uri ')) {
    throw new CodecError(
      'cannot-strip',
      'The metadata cannot be removed from an AVIF or HEIC without encoding it again: choose another format.',
    );
  }
  return { bytes, orientation: 1, hadCredentials: false };
}
