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
 * *Apply Palette to Images…*: images get the colors of a palette file, and no others. Called on a palette file it asks for
 * the images, called on images for the file, and from the Command Palette for both.
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
    // Read before anything else is asked for: there is no use in choosing images for what is no palette.
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
 * The colors of a palette file, 4 bytes each.
 * @throws {PaletteError} of one line that names the file, the place, what was expected and what came.
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
    () => 0, // reading says what is wrong
  );
  check(size, name);
  try {
    return new Uint8Array(await workspace.fs.readFile(uri)); // a plain one, whatever the host hands out
  } catch (error) {
    throw new Error(`${name}: ${reasonOf(error)}`);
  }
}
