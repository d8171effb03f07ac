import { l10n, type Uri, window, workspace } from 'vscode';
import { reasonOf } from '../files/image-file.ts';
import { shownName } from '../language/inert.ts';
import { choosePalette } from '../palette/choose-palette.ts';
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
    const { promisedPaletteFormat } = await services.paletteLibrary();
    const isPalette = (uri: Uri) => !isImage(uri) && promisedPaletteFormat(uri.path) !== undefined;
    const targets = targetsOf(args);
    const given = targets.find(isPalette);
    const file = given ?? (await choosePalette(title, services));
    // Read the palette first: an invalid one makes choosing images pointless.
    const palette = file && (await readPaletteFile(file, services));
    if (!palette) return undefined;
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
 * Returns the colors of a palette file, 4 bytes per color (RGBA).
 * @throws {PaletteError} whose one-line message names the file, the place, the expected and the actual value.
 */
async function readPaletteFile(
  uri: Uri,
  { log, paletteLibrary, recentPalettes }: Services,
): Promise<Uint8Array> {
  const fileName = shownName(uri);
  const { checkPaletteSize, paletteBytes, readPalette } = await paletteLibrary();
  const content = await contentOf(uri, fileName, checkPaletteSize);
  const { palette, notes } = readPalette(content, { fileName });
  for (const note of notes) log.info(`${fileName}: ${note}`);
  await recentPalettes.add(uri);
  return paletteBytes(palette);
}

async function contentOf(
  uri: Uri,
  name: string,
  check: (size: number, fileName: string) => void,
): Promise<Uint8Array> {
  const size = await workspace.fs.stat(uri).then(
    (there) => there.size,
    () => 0, // reading reports the error
  );
  check(size, name);
  try {
    return new Uint8Array(await workspace.fs.readFile(uri)); // copy: hosts may return a subclass of Uint8Array
  } catch (error) {
    throw new Error(`${name}: ${reasonOf(error)}`);
  }
}
