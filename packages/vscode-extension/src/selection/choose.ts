import { IMAGE_EXTENSIONS } from '@kcolors/codecs';
import { l10n, TabInputCustom, TabInputText, ThemeIcon, type Uri, window, workspace } from 'vscode';
import type { Host } from '../host.ts';
import { type Chosen, chosen, findImages, isImage } from './find-images.ts';
import { isImageName } from './image-name.ts';
import { mayUse } from './outside.ts';
import { targetsOf } from './targets.ts';

/**
 * Returns the images that a command applies to. From the Command Palette: the active editor's image, or else
 * images picked from a list.
 * Undefined when nothing was chosen. The person has then canceled, or has seen the reason.
 *
 * @param browse asks for images outside of the workspace, where the command allows them.
 */
export async function chooseImages(
  args: readonly unknown[],
  what: string,
  host: Host,
  browse?: Browse,
): Promise<Chosen[] | undefined> {
  const targets = targetsOf(args);
  if (targets.length > 0) {
    if (!(await mayUse(targets, host))) return undefined;
    const images = await findImages(targets);
    if (images.length > 0) return images;
    void window.showInformationMessage(
      l10n.t('The selection has no PNG, JPEG, WebP, GIF, BMP, TIFF or ICO image.'),
    );
    return undefined;
  }
  const active = activeImage();
  return active ? [chosen(active)] : pickImages(what, browse);
}

/** The image shown in the active editor. */
function activeImage(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined;
  return uri && isImage(uri) ? uri : undefined;
}

type Browse = (what: string) => Promise<Chosen[] | undefined>;

/** Asks for images anywhere in the file system. */
export const browseImages: Browse = async (title) => {
  const extensions = Object.values(IMAGE_EXTENSIONS)
    .flat()
    .filter((extension) => isImageName(`image${extension}`))
    .map((extension) => extension.slice(1));
  const filters = { [l10n.t('Images')]: extensions };
  const openLabel = l10n.t('Choose');
  return (await window.showOpenDialog({ title, filters, openLabel, canSelectMany: true }))?.map(chosen);
};

async function pickImages(what: string, browse: Browse | undefined): Promise<Chosen[] | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const images = await findImages(folders.map(({ uri }) => uri));
  if (images.length === 0 && browse) return browse(what);
  if (images.length === 0) {
    const text =
      folders.length > 0
        ? l10n.t('This workspace has no PNG, JPEG, WebP, GIF, BMP, TIFF or ICO image.')
        : l10n.t('Open a folder with images first.');
    void window.showInformationMessage(text);
    return undefined;
  }
  const picked = await pickSome(what, images, browse !== undefined);
  if (picked === 'others') return browse?.(what);
  return picked && picked.length > 0 ? [...picked] : undefined;
}

/** Shows a list of images to check, with an option to choose others. */
function pickSome(
  title: string,
  images: readonly Chosen[],
  offersOthers: boolean,
): Promise<readonly Chosen[] | 'others' | undefined> {
  const list = window.createQuickPick<{ label: string; image: Chosen }>();
  list.title = title;
  list.placeholder = l10n.t('Choose images');
  list.canSelectMany = true;
  list.items = images.map((image) => ({ label: image.name, image }));
  if (offersOthers) {
    list.buttons = [{ iconPath: new ThemeIcon('folder-opened'), tooltip: l10n.t('Other images…') }];
  }
  return new Promise<readonly Chosen[] | 'others' | undefined>((resolve) => {
    list.onDidTriggerButton(() => resolve('others'));
    list.onDidAccept(() => resolve(list.selectedItems.map(({ image }) => image)));
    list.onDidHide(() => resolve(undefined));
    list.show();
  }).finally(() => list.dispose());
}
