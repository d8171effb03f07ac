import { l10n, TabInputCustom, TabInputText, type Uri, window, workspace } from 'vscode';
import { type Chosen, chosen, findImages, isImage } from './find-images.ts';
import { targetsOf } from './targets.ts';

/**
 * The images that a command is about. From the Command Palette that is the image of the active editor, or else those
 * that are picked from a list. Undefined when nothing was chosen; a person has then been told why, or knows.
 */
export async function chooseImages(args: readonly unknown[], what: string): Promise<Chosen[] | undefined> {
  const targets = targetsOf(args);
  if (targets.length > 0) {
    const images = await findImages(targets);
    if (images.length > 0) return images;
    void window.showInformationMessage(l10n.t('There is no PNG, JPEG, WebP, GIF or BMP image among these.'));
    return undefined;
  }
  const active = activeImage();
  return active ? [chosen(active)] : pickImages(what);
}

/** The image that the active editor shows. */
function activeImage(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined;
  return uri && isImage(uri) ? uri : undefined;
}

async function pickImages(what: string): Promise<Chosen[] | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const images = await findImages(folders.map(({ uri }) => uri));
  if (images.length === 0) {
    const text =
      folders.length > 0
        ? l10n.t('This workspace holds no PNG, JPEG, WebP, GIF or BMP image.')
        : l10n.t('Open a folder with images first.');
    void window.showInformationMessage(text);
    return undefined;
  }
  const items = images.map((image) => ({ label: image.name, image }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: what,
    placeHolder: l10n.t('Choose images'),
    matchOnDescription: true,
  });
  return picked && picked.length > 0 ? picked.map(({ image }) => image) : undefined;
}
