import { type ColorSpace, readColorSpace, readHeader } from '@kcolors/codecs';
import type { CodecsConnection, SentOptions } from '@kcolors/codecs/worker';
import type { MainConnection } from '../connect.ts';
import { readImage } from '../images/read-image.ts';
import type { MadeBefore } from './made-before.ts';
import type { Make } from './reduce-images.ts';

/**
 * Returns a function that compresses the original of an image to a PNG, in the size that the image has. Images whose
 * result is not smaller stay.
 * @param optionsOf - the options, by the color space of the original
 * @param find - finds a result that was made before, by the hash of the original
 */
export const compressOriginals =
  (
    main: MainConnection,
    codecs: CodecsConnection,
    optionsOf: (space: ColorSpace) => SentOptions,
    find: (hash: string) => MadeBefore | undefined = () => undefined,
  ): Make =>
  async ({ original, width }, { signal, onProgress }) => {
    const known = width === original.width ? find(original.hash) : undefined;
    if (known) {
      if (!known.bytes) throw new Error(known.reason);
      return { source: original.hash, bytes: known.bytes, before: known.before, after: known.bytes.length };
    }
    const bytes = await readImage(main, original.hash, signal);
    if (readHeader(bytes).animated)
      throw new Error('This is an animation: only its first frame could be kept.');
    const options = { ...optionsOf(readColorSpace(bytes)), format: 'png', metadata: 'omit' } as const;
    const result = await codecs.compress(
      bytes,
      { ...options, ...(width < original.width && { resize: { maxWidth: width } }) },
      { signal, transfer: true, onProgress: ({ done }) => onProgress(done) },
    );
    if (result.outcome === 'kept') throw new Error(result.notes[0] ?? 'The result is not smaller.');
    checkSize(result.resizedFrom ?? result, original);
    return {
      source: original.hash,
      bytes: result.bytes,
      before: result.bytesBefore,
      after: result.bytes.length,
    };
  };

/** Checks that Figma and the codecs see the same pixels: an orientation in the file could turn them. */
export function checkSize(
  file: { readonly width: number; readonly height: number },
  shown: { readonly width: number; readonly height: number },
): void {
  if (file.width === shown.width && file.height === shown.height) return;
  throw new Error(
    `Figma shows it with ${shown.width} × ${shown.height} pixels, the file has ${file.width} × ${file.height}.`,
  );
}
