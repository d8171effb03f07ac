import { type Chunk, readChunks, writePng } from './chunks.ts';

/** What is said of a PNG that was not optimized. */
export const NOT_OPTIMIZED =
  'The PNG optimizer did not run, because there is not enough memory: the file may be larger than necessary.';

const END: Chunk = { type: 'IEND', data: new Uint8Array(0) };

/**
 * The chunks of a PNG as OxiPNG writes it at a level from 0 to 6; undefined where OxiPNG cannot run. A PNG is good without
 * it, so that a lack of memory for an optimization never costs a result.
 */
export async function optimizeChunks(
  chunks: readonly Chunk[],
  level: number,
): Promise<readonly Chunk[] | undefined> {
  const { optimizeWithOxipng } = await import('../wasm/oxipng.ts');
  const png = await optimizeWithOxipng(writePng([...chunks, END]), level);
  return png && readChunks(png).chunks;
}
