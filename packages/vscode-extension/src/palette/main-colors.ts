import type { PaletteEntry } from '@kcolors/codecs';
import { type Uri, workspace } from 'vscode';
import type { Workers } from '../workers/workers.ts';

/** The main colors of an image, largest share first. Colors are compared as the eye does. */
export async function mainColors(
  uri: Uri,
  colors: number,
  workers: Workers,
  signal?: AbortSignal,
): Promise<readonly PaletteEntry[]> {
  const bytes = await workspace.fs.readFile(uri);
  const quantize = { space: 'oklab', maxColors: colors, dither: 0, effort: 'default' } as const;
  return workers.use(async (codecs) => {
    const session = await codecs.open(bytes, { quantize: { space: 'oklab' } });
    try {
      // Another format than its own: an animation in its own format would be kept, without a palette.
      const format = session.original.header.format === 'png' ? 'webp' : 'png';
      const preview = await session.preview({ quantize, format });
      return [...(preview?.palette ?? [])].sort((one, other) => other.share - one.share);
    } finally {
      session.close();
    }
  }, signal);
}
