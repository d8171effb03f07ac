import type { ThreadScript } from '@kcolors/codecs/worker';
import type { Uri } from 'vscode';
import type { PaletteLibrary } from './palette/library.ts';

/**
 * The differences between the two extension hosts: Node (`main`) and the web worker (`browser`). All other
 * code of the extension is shared.
 */
export interface Host {
  /** Number of images that this machine can process in parallel. */
  readonly cores: number;
  /** Whether a thread is ready before the page of a preview has loaded. If not, it only delays the page. */
  readonly startsFast: boolean;
  /** The script that threads run, which contains the codecs. */
  threadScript(extension: Uri): ThreadScript;
  /** Loads the script with the palette formats and color names. */
  loadPaletteLibrary(extension: Uri): Promise<PaletteLibrary>;
  /**
   * Replaces a local file atomically. Preserves its mode and owner, and follows links.
   * Undefined where the host cannot do this: files are then written through `workspace.fs`.
   *
   * @throws an `Error` with `code` `EACCES` when the file is read-only.
   */
  readonly replaceFile?: (uri: Uri, bytes: Uint8Array) => Promise<void>;
  /**
   * The real path of a local file, with slashes and with links resolved. Undefined where the host cannot
   * tell.
   *
   * @throws an error of the file system when there is no such file.
   */
  readonly realPath?: (uri: Uri) => Promise<string>;
}
