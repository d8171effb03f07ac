import type { PaletteEntry } from '@kcolors/codecs';
import type { TextPaletteFormat } from '@kcolors/codecs/palettes';
import { env, l10n, ProgressLocation, window, workspace } from 'vscode';
import { reasonOf } from '../files/image-file.ts';
import type { PaletteLibrary } from '../palette/library.ts';
import { mainColors } from '../palette/main-colors.ts';
import { chooseImages } from '../selection/choose.ts';
import type { Chosen } from '../selection/find-images.ts';
import type { Services } from '../services.ts';

const COUNTS = [6, 3, 4, 5, 8, 12, 16, 24, 32];

/** Formats whose label is more than a name. */
const LABELS: Partial<Record<TextPaletteFormat, () => string>> = {
  css: () => l10n.t('CSS custom properties'),
  scss: () => l10n.t('Sass variables'),
  tailwind: () => l10n.t('Tailwind CSS theme'),
  hex: () => l10n.t('Hex list'),
};

/** *Extract Palette…*: the main colors of images, as code, to where someone wants them. */
export async function extractPalette(services: Services, args: readonly unknown[]): Promise<void> {
  const title = l10n.t('Extract Palette');
  const images = await chooseImages(args, title);
  if (!images) return;
  const counts = COUNTS.map((count) => ({ label: l10n.t('{0} colors', count), count }));
  const asked = await window.showQuickPick(counts, { title, placeHolder: l10n.t('How many colors?') });
  if (!asked) return;
  const palettes = await extractAll(services, images, asked.count);
  if (palettes.length === 0) return;
  const library = await services.paletteLibrary();
  const format = await pickFormat(title, palettes[0]!.colors, library);
  if (!format) return;
  const text = palettes
    .map(({ name, colors }) => textOf(format, colors, palettes.length > 1 ? name : '', library))
    .join('\n');
  await deliver(title, text, library.TEXT_PALETTE_FORMATS[format].language);
}

interface Palette {
  readonly name: string;
  readonly colors: readonly PaletteEntry[];
}

function extractAll(services: Services, images: readonly Chosen[], count: number): Thenable<Palette[]> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Looking for colors'),
    cancellable: true,
  };
  return window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const palettes: Palette[] = [];
    for (const { uri, name } of images) {
      if (stop.signal.aborted) return [];
      progress.report({ message: name, increment: 100 / images.length });
      try {
        palettes.push({ name, colors: await mainColors(uri, count, services.workers, stop.signal) });
      } catch (error) {
        if (stop.signal.aborted) return [];
        services.log.error(`${name}: ${reasonOf(error)}`);
        void window.showErrorMessage(`${name}: ${reasonOf(error)}`);
      }
    }
    return palettes;
  });
}

async function pickFormat(
  title: string,
  colors: readonly PaletteEntry[],
  library: PaletteLibrary,
): Promise<TextPaletteFormat | undefined> {
  const { TEXT_PALETTE_FORMATS } = library;
  const items = (Object.keys(TEXT_PALETTE_FORMATS) as TextPaletteFormat[]).map((format) => ({
    label: LABELS[format]?.() ?? TEXT_PALETTE_FORMATS[format].label,
    detail: textOf(format, colors, '', library).replace(/\s+/g, ' ').trim().slice(0, 100),
    format,
  }));
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('Write it as') }))?.format;
}

/** The palette as text; with the name of its image above it where the format has comments. */
function textOf(
  format: TextPaletteFormat,
  colors: readonly PaletteEntry[],
  name: string,
  { namePalette, TEXT_PALETTE_FORMATS, writePalette }: PaletteLibrary,
): string {
  const hasComments = name !== '' && TEXT_PALETTE_FORMATS[format].language.endsWith('css');
  const text = writePalette(namePalette({ colors }), format);
  return `${hasComments ? `/* ${name.replaceAll('*/', '* /')} */\n` : ''}${text}`;
}

async function deliver(title: string, text: string, language: string): Promise<void> {
  const editor = window.activeTextEditor;
  const toEditor = l10n.t('Insert into {0}', editor ? workspace.asRelativePath(editor.document.uri) : '');
  const [toFile, toClipboard] = [l10n.t('New file'), l10n.t('Copy to the clipboard')];
  const places = editor ? [toEditor, toFile, toClipboard] : [toFile, toClipboard];
  const place = await window.showQuickPick(places, { title, placeHolder: l10n.t('Where to?') });
  if (place === toFile) {
    await window.showTextDocument(await workspace.openTextDocument({ language, content: text }));
  } else if (place === toClipboard) {
    await env.clipboard.writeText(text);
    void window.showInformationMessage(l10n.t('Copied the palette.'));
  } else if (place === toEditor && editor) {
    await editor.edit((edit) => edit.replace(editor.selection, text));
  }
}
