import type { PaletteFile } from '@kcolors/codecs/palettes';
import { type Uri, workspace } from 'vscode';
import { reasonOf } from '../files/image-file.ts';
import { shownName } from '../language/inert.ts';
import type { Services } from '../services.ts';

/**
 * Reads palette files as one palette: aliases may refer to any of them. Notes go to the log.
 * @throws {PaletteError} whose one-line message names the file, the place, the expected and the actual value.
 */
export async function readPaletteFiles(
  uris: readonly Uri[],
  { log, paletteLibrary, recentPalettes }: Services,
): Promise<PaletteFile> {
  const { checkPaletteSize, readPalettes } = await paletteLibrary();
  const files = [];
  for (const uri of uris) {
    const fileName = shownName(uri);
    files.push({ content: await contentOf(uri, fileName, checkPaletteSize), fileName });
  }
  const read = readPalettes(files);
  const prefix = files.length === 1 ? `${files[0]!.fileName}: ` : '';
  for (const note of read.notes) log.info(`${prefix}${note}`);
  for (const uri of uris) await recentPalettes.add(uri);
  return read;
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
