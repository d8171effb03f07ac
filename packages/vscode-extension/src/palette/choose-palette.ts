import { l10n, type QuickPickItem, QuickPickItemKind, type Uri, window, workspace } from 'vscode';
import { stateAt } from '../files/image-file.ts';
import { shownName } from '../language/inert.ts';
import { filesBelow } from '../selection/find-images.ts';
import type { Services } from '../services.ts';
import { looksLikePalette } from './file-names.ts';

interface Item extends QuickPickItem {
  /** Absent on the item that opens a file dialog. */
  readonly uri?: Uri;
}

/** Asks for a palette file: a recent one, one in the workspace, or any other. */
export async function choosePalette(
  title: string,
  { paletteLibrary, recentPalettes }: Services,
): Promise<Uri | undefined> {
  const { promisedPaletteFormat } = await paletteLibrary();
  const isThere = (uri: Uri) => stateAt(uri).then(Boolean, () => false);
  const recent = await filtered(recentPalettes.list(), isThere);
  const open = window.activeTextEditor?.document.uri;
  const isOpen = open !== undefined && promisedPaletteFormat(open.path) !== undefined;
  const folders = workspace.workspaceFolders ?? [];
  const below = await Promise.all(
    folders.map(({ uri }) => filesBelow(uri, ({ path }) => looksLikePalette(path))),
  );
  const known = new Set(recent.map(String));
  const others = [...(isOpen ? [open] : []), ...below.flat()].filter((uri) => {
    const isNew = !known.has(uri.toString());
    known.add(uri.toString());
    return isNew;
  });
  if (known.size === 0) return browse(title);
  const items: Item[] = [
    ...group(l10n.t('used last'), recent),
    ...group(l10n.t('workspace'), others),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(folder-opened) ${l10n.t('Another file…')}`, alwaysShow: true },
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: l10n.t('Choose a palette file') });
  return picked && (picked.uri ?? browse(title));
}

function group(label: string, uris: readonly Uri[]): Item[] {
  if (uris.length === 0) return [];
  const items = uris.map((uri) => ({ label: shownName(uri), uri }));
  return [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

async function browse(title: string): Promise<Uri | undefined> {
  const [chosen] = (await window.showOpenDialog({ title, openLabel: l10n.t('Choose') })) ?? [];
  return chosen;
}

async function filtered<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<T[]> {
  const results = await Promise.all(items.map(test));
  return items.filter((_, i) => results[i]);
}
