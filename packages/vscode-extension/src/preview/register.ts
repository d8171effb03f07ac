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
import { chooseImages } from '../selection/choose.ts';
import type { Services } from '../services.ts';
import { attachPreview } from './attach.ts';
import type { PageState } from './protocol.ts';

const PANEL = 'kcolors.compare';
const EDITOR = 'kcolors.preview';
const MAX_AT_ONCE = 8; // tabs

/** Registers the preview: its command, its panels after a reload, and the optional editor. */
export function registerPreview({ extensionUri }: ExtensionContext, services: Services): Disposable[] {
  const attach = (panel: WebviewPanel, uri: Uri, isNew = true) =>
    attachPreview(panel, uri, services, extensionUri, { isNew });

  const openPanel = (uri: Uri) => {
    const title = l10n.t('{0} (kcolors)', shownTitle(uri));
    attach(window.createWebviewPanel(PANEL, title, ViewColumn.Active), uri);
  };

  const compressWithPreview = async (...args: unknown[]) => {
    const images = await chooseImages(args, l10n.t('Compress with Preview'), services.host);
    for (const { uri } of images?.slice(0, MAX_AT_ONCE) ?? []) openPanel(uri);
    if (images && images.length > MAX_AT_ONCE) {
      void window.showInformationMessage(
        l10n.t('Opened the first {0} of {1} images.', MAX_AT_ONCE, images.length),
      );
    }
  };

  return [
    commands.registerCommand('kcolors.compressWithPreview', compressWithPreview),
    window.registerWebviewPanelSerializer(PANEL, {
      async deserializeWebviewPanel(panel, state: PageState | undefined) {
        if (state?.uri) attach(panel, Uri.parse(state.uri), false);
        else panel.dispose();
      },
    }),
    window.registerCustomEditorProvider(
      EDITOR,
      {
        openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
        resolveCustomEditor: ({ uri }, panel) => attach(panel, uri),
      },
      { supportsMultipleEditorsPerDocument: true },
    ),
  ];
}
