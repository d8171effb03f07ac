import { l10n, Uri, window, workspace } from 'vscode';
import { reasonOf } from '../files/image-file.ts';
import { shownTitle } from '../language/inert.ts';
import { choosePalette } from '../palette/choose-palette.ts';
import { insertPalette } from '../palette/insert.ts';
import { watchLastEditor } from '../palette/last-editor.ts';
import { readPaletteFiles } from '../palette/read-files.ts';
import { targetsOf } from '../selection/targets.ts';
import type { Services } from '../services.ts';
import { readPaletteSettings } from '../settings.ts';

/**
 * *Convert Palette File…*: reads palette files, asks for a format and a destination, and writes the palette there.
 * Asks for a file if the command was not called on any.
 */
export async function convertPaletteFile(services: Services, args: readonly unknown[]): Promise<void> {
  const title = l10n.t('Convert Palette File');
  const lastEditor = watchLastEditor();
  try {
    const library = await services.paletteLibrary();
    const { hasPaletteExtension, namePalette, TEXT_PALETTE_FORMATS } = library;
    const own = targetsOf(args).filter(({ path }) => hasPaletteExtension(path));
    const chosen = own.length > 0 ? undefined : await choosePalette(title, services);
    const files = chosen ? [chosen] : own;
    const [first] = files;
    if (!first) return;
    const { palette, skipped } = await readPaletteFiles(files, services);
    if (skipped > 0) tell(skipped, services);
    const stem = shownTitle(first).replace(/(?:\.tokens)?\.[^.]+$/, '');
    const canName = palette.colors.length <= MAX_NAMED;
    const named = { name: stem, ...(canName ? namePalette(palette) : palette) };
    const settings = workspace.getConfiguration('kcolors', first);
    const formats = Object.keys(TEXT_PALETTE_FORMATS);
    await insertPalette(named, {
      library,
      settings: readPaletteSettings((name) => settings.get(name), formats),
      lastEditor,
      folder: Uri.joinPath(first, '..'),
      title,
    });
  } catch (error) {
    services.log.error(reasonOf(error));
    void window.showErrorMessage(reasonOf(error));
  } finally {
    lastEditor.dispose();
  }
}

const MAX_NAMED = 1024; // colors; beyond, good names run out

function tell(skipped: number, { log }: Services): void {
  const text =
    skipped === 1
      ? l10n.t('1 value could not be read as a color. The log names it.')
      : l10n.t('{0} values could not be read as colors. The log names them.', skipped);
  const showLog = l10n.t('Show Log');
  // Do not wait: the notification stays until someone answers it.
  void window.showWarningMessage(text, showLog).then((answer) => {
    if (answer === showLog) log.show();
  });
}
