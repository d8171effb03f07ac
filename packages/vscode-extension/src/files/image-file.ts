import { readHeader } from '@kcolors/codecs';
import { FilePermission, type FileStat, type FileSystemError, l10n, type Uri, workspace } from 'vscode';
import { inLanguage } from '../language/in-language.ts';
import { inert } from '../language/inert.ts';
import { sha256 } from './hash.ts';

/** Enough to tell whether a file has changed. */
export interface FileState {
  readonly size: number;
  readonly mtime: number;
}

/** A file as it was read. */
export interface ReadFile {
  readonly uri: Uri;
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly state: FileState;
  readonly isReadonly: boolean;
}

/** Reads a file. The state is taken first: a change from then on is noticed. */
export async function readWhole(uri: Uri): Promise<ReadFile> {
  const stat = await workspace.fs.stat(uri);
  const bytes = new Uint8Array(await workspace.fs.readFile(uri)); // a plain one, whatever the host hands out
  return { uri, bytes, hash: await sha256(bytes), state: stateOf(stat), isReadonly: isReadonly(uri, stat) };
}

/** Whether a file holds more than one picture. What is wrong with another file is told when it is decoded. */
export function isAnimation(bytes: Uint8Array): boolean {
  try {
    return readHeader(bytes).animated;
  } catch {
    return false;
  }
}

/** The state of a file, or undefined when there is none. */
export async function stateAt(uri: Uri): Promise<FileState | undefined> {
  try {
    return stateOf(await workspace.fs.stat(uri));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The hash of what is in a file, or undefined when there is none. */
export async function hashAt(uri: Uri): Promise<string | undefined> {
  try {
    return await sha256(await workspace.fs.readFile(uri));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export const isSame = (one: FileState | undefined, other: FileState | undefined): boolean =>
  one?.size === other?.size && one?.mtime === other?.mtime;

const isMissing = (error: unknown): boolean => (error as FileSystemError)?.code === 'FileNotFound';

const stateOf = ({ size, mtime }: FileStat): FileState => ({ size, mtime });

function isReadonly(uri: Uri, { permissions }: FileStat): boolean {
  return (
    ((permissions ?? 0) & FilePermission.Readonly) !== 0 ||
    workspace.fs.isWritableFileSystem(uri.scheme) === false
  );
}

/** What went wrong with a file, in plain words and without its path, which stands beside. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  const known: Record<string, () => string> = {
    NoPermissions: () => l10n.t('The file is read-only.'),
    FileNotFound: () => l10n.t('The file no longer exists.'),
    Unavailable: () => l10n.t('The file system cannot be reached.'),
    EACCES: () => l10n.t('The file is read-only.'),
    EPERM: () => l10n.t('The file is read-only.'),
    EROFS: () => l10n.t('The file is read-only.'),
    ENOENT: () => l10n.t('The file no longer exists.'),
    ENOSPC: () => l10n.t('There is no space left on the disk.'),
  };
  const said = (message ?? String(error)).split('\n')[0]!;
  return (code !== undefined && known[code]?.()) || inert(inLanguage(said));
}
