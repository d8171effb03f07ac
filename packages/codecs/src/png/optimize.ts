import { type Chunk, readChunks, writePng } from './chunks.ts';

/** Note for a PNG that OxiPNG could not optimize. */
export const NOT_OPTIMIZED =
  'The PNG optimizer did not run, because there is not enough memory: the file may be larger than necessary.';

const END: Chunk = { type: 'IEND', data: new Uint8Array(0) };

/**
 * Returns the chunks of a PNG after optimization by OxiPNG. Returns undefined if OxiPNG cannot run: the PNG is valid
 * without it, so a lack of memory is no error.
 * @param level - OxiPNG level, 0 to 6
 */
export async function optimizeChunks(
  chunks: readonly Chunk[],
  level: number,
): Promise<readonly Chunk[] | undefined> {
  const { optimizeWithOxipng } = await import('../wasm/oxipng.ts');
  const png = await optimizeWithOxipng(writePng([...chunks, END]), level);
  return png && readChunks(png).chunks;
}
