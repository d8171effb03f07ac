import { l10n, TabInputCustom, TabInputText, type Uri, window } from 'vscode';
import { isInWorkspace } from '../files/in-workspace.ts';
import type { Host } from '../host.ts';
import { inert, shownTitle } from '../language/inert.ts';

const MAX_NAMED = 10;

/**
 * Whether a command may use the files. Files in the workspace or open in an editor are allowed.
 * For other files, asks the person: a link in any document can run a command.
 */
export async function mayUse(targets: readonly Uri[], host: Host): Promise<boolean> {
  const outside: Uri[] = [];
  for (const target of targets) {
    if (!isOpen(target) && !(await isInWorkspace(target, host))) outside.push(target);
  }
  const [first, ...others] = outside;
  if (!first) return true;
  const text =
    others.length === 0
      ? l10n.t('{0} is outside the workspace.', shownTitle(first))
      : l10n.t('{0} files or folders are outside the workspace.', outside.length);
  const detail = outside.slice(0, MAX_NAMED).map(({ fsPath }) => inert(fsPath));
  const anyway = l10n.t('Continue');
  const answer = await window.showWarningMessage(text, { modal: true, detail: detail.join('\n') }, anyway);
  return answer === anyway;
}

/** Whether an editor shows this file, so that someone has opened it. */
function isOpen(uri: Uri): boolean {
  const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.some(
    (input) =>
      (input instanceof TabInputCustom || input instanceof TabInputText) &&
      input.uri.toString() === uri.toString(),
  );
}
