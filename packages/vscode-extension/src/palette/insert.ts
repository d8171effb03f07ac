import type { Palette } from '@kcolors/codecs/palettes';
import { env, l10n, Uri, window, workspace } from 'vscode';
import { shownName } from '../language/inert.ts';
import type { PaletteSettings } from '../settings.ts';
import { labelOf, pickFormat, type Written } from './formats.ts';
import type { LastEditor, Place } from './last-editor.ts';
import type { PaletteLibrary } from './library.ts';

interface Insertion {
  readonly library: PaletteLibrary;
  readonly settings: PaletteSettings;
  readonly lastEditor: LastEditor;
  /** Default folder of the save dialog. */
  readonly folder: Uri;
  /** Title of the lists. @defaultValue `Insert Palette` */
  readonly title?: string;
}

/** *Insert into…*: asks for a format and a destination, then writes the palette there. */
export async function insertPalette(
  palette: Palette,
  { library, settings, lastEditor, folder, title = l10n.t('Insert Palette') }: Insertion,
): Promise<void> {
  const written = await pickFormat(title, palette, settings.format, library);
  if (!written) return;
  const save = () => saveAs(written, Uri.joinPath(folder, palette.name ?? 'palette'), library);
  if ('bytes' in written) return save();
  const { text, format } = written;
  const place = await lastEditor.find();
  const { language } = library.TEXT_PALETTE_FORMATS[format];
  const places = [
    ...(place
      ? [
          {
            label: l10n.t('Insert into {0}', shownName(place.document.uri)),
            run: () => insertAt(place, text),
          },
        ]
      : []),
    {
      label: l10n.t('New file'),
      run: async () =>
        void (await window.showTextDocument(await workspace.openTextDocument({ language, content: text }))),
    },
    { label: l10n.t('Copy to the clipboard'), run: () => copyPalette(text, labelOf(format, library)) },
    { label: l10n.t('Save as file…'), run: save },
  ];
  await (
    await window.showQuickPick(places, { title, placeHolder: l10n.t('Choose where to insert the palette') })
  )?.run();
}

/** Copies a palette to the clipboard and confirms it in a notification. */
export async function copyPalette(text: string, label: string): Promise<void> {
  await env.clipboard.writeText(text);
  void window.showInformationMessage(l10n.t('Copied the palette: {0}.', label));
}

async function insertAt({ document, editor: before }: Place, text: string): Promise<void> {
  const editor = await window.showTextDocument(document, {
    ...(before?.viewColumn && { viewColumn: before.viewColumn }),
    ...(before && { selection: before.selection }),
  });
  if (await editor.edit((edit) => edit.replace(editor.selection, text))) return;
  throw new Error(l10n.t('{0} could not be edited.', shownName(document.uri)));
}

async function saveAs(written: Written, stem: Uri, { PALETTE_FILE_FORMATS }: PaletteLibrary): Promise<void> {
  const { label, extensions } = PALETTE_FILE_FORMATS[written.format];
  const target = await window.showSaveDialog({
    defaultUri: stem.with({ path: `${stem.path}${extensions[0]}` }),
    filters: { [label]: extensions.map((each) => each.slice(1)) },
  });
  if (!target) return;
  const bytes = 'bytes' in written ? written.bytes : new TextEncoder().encode(written.text);
  await workspace.fs.writeFile(target, bytes);
  void window.showInformationMessage(l10n.t('Saved {0}.', shownName(target)));
}
