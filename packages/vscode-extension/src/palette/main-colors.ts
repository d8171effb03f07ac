import type { PaletteEntry } from '@kcolors/codecs';
import type { CodecsConnection } from '@kcolors/codecs/worker';
import { type Uri, workspace } from 'vscode';
import type { Workers } from '../workers/workers.ts';

/**
 * Options for counting colors: wide-gamut colors as they appear in sRGB, and edges without their blended
 * pixels.
 */
export const COUNTED = { crisp: true, asSrgb: true } as const;

/** Returns the main colors of a file, largest share first. Transfers the bytes to the thread. */
export async function mainColorsOf(
  bytes: Uint8Array,
  colors: number,
  codecs: CodecsConnection,
): Promise<readonly PaletteEntry[]> {
  const gathering = await codecs.gather();
  try {
    await gathering.add(bytes, COUNTED, { transfer: true });
    return await gathering.mainColors({ colors });
  } finally {
    gathering.close();
  }
}

/** Returns the main colors of an image, found in a thread. */
export async function mainColors(
  uri: Uri,
  colors: number,
  workers: Workers,
  signal?: AbortSignal,
): Promise<readonly PaletteEntry[]> {
  const bytes = new Uint8Array(await workspace.fs.readFile(uri));
  return workers.use((codecs) => mainColorsOf(bytes, colors, codecs), signal);
}
