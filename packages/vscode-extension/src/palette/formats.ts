import type { BinaryPaletteFormat, Palette, TextPaletteFormat } from '@kcolors/codecs/palettes';
import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { PaletteLibrary } from './library.ts';

/** Labels of formats that need translation. */
const LABELS: Partial<Record<TextPaletteFormat, () => string>> = {
  css: () => l10n.t('CSS custom properties'),
  scss: () => l10n.t('Sass variables'),
  tailwind: () => l10n.t('Tailwind CSS theme'),
  hex: () => l10n.t('Hex list'),
};

/** A palette written in a format. */
export type Written =
  | { readonly format: TextPaletteFormat; readonly text: string }
  | { readonly format: BinaryPaletteFormat; readonly bytes: Uint8Array };

type Item = QuickPickItem & { readonly write?: () => Written };

/** The displayed label of a format. */
export const labelOf = (format: TextPaletteFormat, { TEXT_PALETTE_FORMATS }: PaletteLibrary): string =>
  LABELS[format]?.() ?? TEXT_PALETTE_FORMATS[format].label;

/** Asks for a format, with `first` at the top of the list. Text formats show a preview of the palette. */
export async function pickFormat(
  title: string,
  palette: Palette,
  first: TextPaletteFormat,
  library: PaletteLibrary,
): Promise<Written | undefined> {
  const { PALETTE_FILE_FORMATS, TEXT_PALETTE_FORMATS, writePalette } = library;
  const formats = Object.keys(TEXT_PALETTE_FORMATS) as TextPaletteFormat[];
  const texts = [first, ...formats.filter((each) => each !== first)].map((format): Item => {
    const text = writePalette(palette, format);
    const detail = text.replace(/\s+/g, ' ').trim().slice(0, 100);
    return { label: labelOf(format, library), detail, write: () => ({ format, text }) };
  });
  const files = (Object.keys(PALETTE_FILE_FORMATS) as (TextPaletteFormat | BinaryPaletteFormat)[]).flatMap(
    (format): Item[] => {
      const { binary, label } = PALETTE_FILE_FORMATS[format];
      if (!binary) return [];
      const binaryFormat = format as BinaryPaletteFormat;
      return [{ label, write: () => ({ format: binaryFormat, bytes: writePalette(palette, binaryFormat) }) }];
    },
  );
  const line = { label: l10n.t('Files for other programs'), kind: QuickPickItemKind.Separator };
  const placeHolder = l10n.t('Choose a format');
  const picked = await window.showQuickPick<Item>([...texts, line, ...files], { title, placeHolder });
  return picked?.write?.();
}
