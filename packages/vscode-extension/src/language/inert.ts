import { printable } from '@kcolors/codecs/printable';
import { type Uri, workspace } from 'vscode';

/**
 * Text of files as notifications, lists and logs can show it: nothing of it is hidden, moves other text, begins a line
 * or is a link. VS Code makes links, also of commands, of `[text](address)` in notifications, which cannot be escaped.
 */
export const inert = (text: string): string => printable(text).replaceAll('](', '] (');

/** The name of a file as people see it: its path below the folder of the workspace. */
export const shownName = (uri: Uri): string => inert(workspace.asRelativePath(uri));

/** The last part of a path as people see it. */
export const shownTitle = ({ path }: Uri): string => inert(path.slice(path.lastIndexOf('/') + 1));
