import {
  commands,
  type Disposable,
  type ExtensionContext,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { shownTitle } from '../language/inert.ts';
import { watchLastEditor } from '../palette/last-editor.ts';
import { chooseImages } from '../selection/choose.ts';
import { type Chosen, chosen } from '../selection/find-images.ts';
import type { Services } from '../services.ts';
import { attachPaletteView } from './attach.ts';
import type { PageState } from './protocol.ts';

const PANEL = 'kcolors.palette';

/** Registers the palette view: its command, and its panels after a reload. */
export function registerPaletteView({ extensionUri }: ExtensionContext, services: Services): Disposable[] {
  const lastEditor = watchLastEditor();
  const attach = (panel: WebviewPanel, images: readonly Chosen[]) =>
    attachPaletteView(panel, images, services, extensionUri, lastEditor);

  /** *Extract Palette…*: finds one palette for all chosen images together. */
  const extractPalette = async (...args: unknown[]) => {
    const images = await chooseImages(args, l10n.t('Extract Palette'), services.host);
    if (!images) return;
    const [first] = images.map(({ uri }) => uri) as [Uri];
    const what = images.length === 1 ? shownTitle(first) : l10n.t('{0} images', images.length);
    attach(window.createWebviewPanel(PANEL, l10n.t('Palette of {0}', what), ViewColumn.Active), images);
  };

  return [
    lastEditor,
    commands.registerCommand('kcolors.extractPalette', extractPalette),
    window.registerWebviewPanelSerializer(PANEL, {
      async deserializeWebviewPanel(panel, state: PageState | undefined) {
        const images = (state?.uris ?? []).map((each) => chosen(Uri.parse(each)));
        if (images.length > 0) attach(panel, images);
        else panel.dispose();
      },
    }),
  ];
}
