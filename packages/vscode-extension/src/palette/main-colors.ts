import type { PaletteEntry } from '@kcolors/codecs';
import type { CodecsConnection } from '@kcolors/codecs/worker';
import { type Uri, workspace } from 'vscode';
import type { Workers } from '../workers/workers.ts';

/** How files are counted for their main colors: those of wide-gamut images as they look, edges without their blends. */
export const COUNTED = { crisp: true, asSrgb: true } as const;

/** The main colors of a file, largest share first. The bytes are handed over. */
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

/** The main colors of an image, found in a thread. */
export async function mainColors(
  uri: Uri,
  colors: number,
  workers: Workers,
  signal?: AbortSignal,
): Promise<readonly PaletteEntry[]> {
  const bytes = new Uint8Array(await workspace.fs.readFile(uri));
  return workers.use((codecs) => mainColorsOf(bytes, colors, codecs), signal);
}
