import type { ThreadScript } from '@kcolors/codecs/worker';
import type { Uri } from 'vscode';
import type { PaletteLibrary } from './palette/library.ts';

/**
 * What differs between the two extension hosts: Node (`main`) and the web worker (`browser`). Everything else of the
 * extension is the same code in both.
 */
export interface Host {
  /** Images that this machine can work on at the same time. */
  readonly cores: number;
  /** Whether a thread is at work before the page of a preview has loaded; else it would only take time from the page. */
  readonly startsFast: boolean;
  /** The script of threads that have the codecs. */
  threadScript(extension: Uri): ThreadScript;
  /** Loads the file of the formats and names of palettes. */
  loadPaletteLibrary(extension: Uri): Promise<PaletteLibrary>;
  /**
   * Writes a file of the local disk in one step, keeping the mode and the owner of what it replaces and following a link.
   * Undefined where the host cannot: then files are written through `workspace.fs`.
   *
   * @throws an `Error` with `code` `EACCES` when the file is read-only.
   */
  readonly replaceFile?: (uri: Uri, bytes: Uint8Array) => Promise<void>;
  /**
   * The path of a file of the local disk, with slashes and without links. Undefined where the host cannot tell.
   *
   * @throws an error of the file system when there is no such file.
   */
  readonly realPath?: (uri: Uri) => Promise<string>;
}
