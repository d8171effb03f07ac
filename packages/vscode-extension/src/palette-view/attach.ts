import type { Palette } from '@kcolors/codecs/palettes';
import { env, l10n, Uri, type WebviewPanel, window, workspace } from 'vscode';
import { reasonOf } from '../files/image-file.ts';
import { labelOf } from '../palette/formats.ts';
import { copyPalette, insertPalette } from '../palette/insert.ts';
import type { LastEditor } from '../palette/last-editor.ts';
import type { Chosen } from '../selection/find-images.ts';
import type { Services } from '../services.ts';
import { type PaletteSettings, readPaletteSettings } from '../settings.ts';
import { openExtraction } from './extraction.ts';
import { paletteHtml } from './html.ts';
import {
  type FromPage,
  type PaletteAsk,
  parseFromPage,
  type ShownColor,
  type ToPage,
  type Use,
} from './protocol.ts';

/**
 * Attaches the palette view of several images to a panel. The extension counts colors and writes files; the
 * page handles display and input.
 */
export function attachPaletteView(
  panel: WebviewPanel,
  images: readonly Chosen[],
  services: Services,
  extension: Uri,
  lastEditor: LastEditor,
): void {
  const { webview } = panel;
  const { host, log, paletteLibrary } = services;
  const first = images[0]!.uri;
  const folder = Uri.joinPath(first, '..');
  const send = (message: ToPage) => webview.postMessage(message);
  const extraction = openExtraction(images, host, extension, (done, all) => {
    const text = all === 1 ? l10n.t('Finding colors') : l10n.t('Reading image {0} of {1}', done + 1, all);
    void send({ type: 'reading', text });
  });

  const settingsNow = async (): Promise<PaletteSettings> => {
    const settings = workspace.getConfiguration('kcolors', first);
    const { TEXT_PALETTE_FORMATS } = await paletteLibrary();
    return readPaletteSettings((name) => settings.get(name), Object.keys(TEXT_PALETTE_FORMATS));
  };
  const fail = async (error: unknown) => {
    const message = reasonOf(error);
    log.error(message);
    await send({ type: 'failed', message });
  };

  const open = async () => {
    try {
      const { colors, salience } = await settingsNow();
      const uris = images.map(({ uri }) => uri.toString());
      const translations = (l10n.bundle ?? {}) as Record<string, string>;
      await send({ type: 'open', uris, ask: { colors, salience, fixedColors: [] }, translations });
    } catch (error) {
      await fail(error);
    }
  };

  const find = async (ask: PaletteAsk) => {
    try {
      const { paletteBytes } = await paletteLibrary();
      const fixedColors =
        ask.fixedColors.length > 0
          ? paletteBytes({ colors: ask.fixedColors.map((hex) => ({ hex })) })
          : undefined;
      const colors = await extraction.find(ask, fixedColors ?? new Uint8Array());
      await send({ type: 'palette', colors, problems: extraction.problems() });
    } catch (error) {
      await fail(error);
    }
  };

  const paletteFor = async (colors: readonly ShownColor[], { dark, kind }: Use): Promise<Palette> => {
    const { namePalette, rolePalette, withDarkColors, withTintScales } = await paletteLibrary();
    const stem = first.path.slice(first.path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
    const named = namePalette({ ...(images.length === 1 && { name: stem }), colors });
    if (kind === 'scales') return withTintScales(named, { dark });
    if (kind === 'roles') return rolePalette(named, { dark });
    return dark ? withDarkColors(named) : named;
  };

  const deliver = async ({ type, colors, use }: Extract<FromPage, { type: 'insert' | 'copy-palette' }>) => {
    try {
      const [library, settings, palette] = await Promise.all([
        paletteLibrary(),
        settingsNow(),
        paletteFor(colors, use),
      ]);
      if (type === 'insert') return await insertPalette(palette, { library, settings, lastEditor, folder });
      const { format } = settings;
      return await copyPalette(library.writePalette(palette, format), labelOf(format, library));
    } catch (error) {
      const text = l10n.t('The palette was not written: {0}', reasonOf(error));
      log.error(text);
      void window.showErrorMessage(text);
    }
  };

  const listening = webview.onDidReceiveMessage((raw) => {
    const message = parseFromPage(raw);
    if (!message) return log.warn('A message of the palette view was not understood.');
    switch (message.type) {
      case 'ready':
        return open();
      case 'ask':
        return find(message.ask);
      case 'insert':
      case 'copy-palette':
        return deliver(message);
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'problem':
        return log.error(message.message);
      default:
        return message satisfies never;
    }
  });
  panel.onDidDispose(() => {
    listening.dispose();
    extraction.dispose();
  });
  const folders = new Map(
    images.map(({ uri }) => Uri.joinPath(uri, '..')).map((each) => [each.toString(), each]),
  );
  webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extension, 'dist'), ...folders.values()],
  };
  webview.html = paletteHtml(panel, extension, images);
}
