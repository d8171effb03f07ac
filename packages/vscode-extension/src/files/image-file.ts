import { readHeader } from '@kcolors/codecs';
import { FilePermission, type FileStat, type FileSystemError, l10n, type Uri, workspace } from 'vscode';
import { inLanguage } from '../language/in-language.ts';
import { inert } from '../language/inert.ts';
import { sha256 } from './hash.ts';

/** The properties that reveal whether a file has changed. */
export interface FileState {
  readonly size: number;
  readonly mtime: number;
}

/** A file with its content and its state at the time of reading. */
export interface ReadFile {
  readonly uri: Uri;
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly state: FileState;
  readonly isReadonly: boolean;
}

/** Reads a file. Takes its state before its content, so that a change during the read is noticed. */
export async function readWhole(uri: Uri): Promise<ReadFile> {
  const stat = await workspace.fs.stat(uri);
  const bytes = new Uint8Array(await workspace.fs.readFile(uri)); // copy: hosts may return a subclass of Uint8Array
  return { uri, bytes, hash: await sha256(bytes), state: stateOf(stat), isReadonly: isReadonly(uri, stat) };
}

/** Whether a file holds more than one frame. False for invalid files: decoding reports their errors. */
export function isAnimation(bytes: Uint8Array): boolean {
  try {
    return readHeader(bytes).animated;
  } catch {
    return false;
  }
}

/** The state of a file; undefined when there is none. */
export async function stateAt(uri: Uri): Promise<FileState | undefined> {
  try {
    return stateOf(await workspace.fs.stat(uri));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The SHA-256 hash of a file's content; undefined when there is no file. */
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

/** A plain-language reason for a file error, without the path, which the caller shows. */
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
