import { printable } from '@kcolors/codecs/printable';
import { type Uri, workspace } from 'vscode';

/**
 * Makes text from files safe for notifications, lists and logs: no hidden characters, no reordering, no line
 * breaks, no links.
 * VS Code turns `[text](address)` in notifications into links, even to commands. It offers no escape.
 */
export const inert = (text: string): string => printable(text).replaceAll('](', '] (');

/** The displayed name of a file: its path relative to the workspace folder. */
export const shownName = (uri: Uri): string => inert(workspace.asRelativePath(uri));

/** The displayed file name: the last part of the path. */
export const shownTitle = ({ path }: Uri): string => inert(path.slice(path.lastIndexOf('/') + 1));
