import { l10n, type Uri, window } from 'vscode';
import { reasonOf } from '../files/image-file.ts';
import { choosePalette } from '../palette/choose-palette.ts';
import { readPaletteFiles } from '../palette/read-files.ts';
import type { FileReport } from '../report/file-report.ts';
import { browseImages, chooseImages } from '../selection/choose.ts';
import { isImage } from '../selection/find-images.ts';
import { targetsOf } from '../selection/targets.ts';
import type { Services } from '../services.ts';
import { compressAndTell } from './compress.ts';

/**
 * *Apply Palette to Images…*: recolors images with only the colors of a palette file.
 * Asks for whatever the command was not called on: the images, the palette file, or both.
 */
export async function applyPalette(
  services: Services,
  args: readonly unknown[],
): Promise<readonly FileReport[] | undefined> {
  const title = l10n.t('Apply Palette to Images');
  try {
    const { hasPaletteExtension } = await services.paletteLibrary();
    const isPalette = (uri: Uri) => !isImage(uri) && hasPaletteExtension(uri.path);
    const targets = targetsOf(args);
    const own = targets.filter(isPalette);
    const chosen = own.length > 0 ? undefined : await choosePalette(title, services);
    const files = chosen ? [chosen] : own;
    if (files.length === 0) return undefined;
    // Read the palette first: an invalid one makes choosing images pointless.
    const palette = await colorsOf(files, services);
    const others = targets.filter((uri) => !isPalette(uri));
    const images = await chooseImages(others, title, services.host, browseImages);
    return images && (await compressAndTell(services, images, { palette }));
  } catch (error) {
    services.log.error(reasonOf(error));
    void window.showErrorMessage(reasonOf(error));
    return undefined;
  }
}

/**
 * Returns the colors of palette files, 4 bytes per color (RGBA): of more than 256, those that differ most.
 * @throws {PaletteError} whose one-line message names the file, the place, the expected and the actual value.
 */
async function colorsOf(uris: readonly Uri[], services: Services): Promise<Uint8Array> {
  const { paletteBytes, reducePalette } = await services.paletteLibrary();
  const { palette } = await readPaletteFiles(uris, services);
  const reduced = reducePalette(palette);
  if (reduced !== palette) {
    services.log.info(
      `${reduced.colors.length} of ${palette.colors.length} colors are used: an image has no more.`,
    );
  }
  return paletteBytes(reduced);
}
