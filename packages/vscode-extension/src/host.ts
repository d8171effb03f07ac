import type { Uri } from 'vscode';
import type { WorkerLike } from './workers/worker-like.ts';

/**
 * What differs between the two extension hosts: Node (`main`) and the web worker (`browser`). Everything else of the
 * extension is the same code in both.
 */
export interface Host {
  /** Images that this machine can work on at the same time. */
  readonly cores: number;
  /** Whether a thread is at work before the page of a preview has loaded; else it would only take time from the page. */
  readonly startsFast: boolean;
  /** Starts a thread with the script of the codecs. */
  startWorker(extension: Uri): Promise<WorkerLike>;
  /**
   * Writes a file of the local disk in one step, keeping the mode of what it replaces and following a link. Undefined
   * where the host cannot: then files are written through `workspace.fs`.
   *
   * @throws an `Error` with `code` `NoPermissions` when the file is read-only.
   */
  readonly replaceFile?: (uri: Uri, bytes: Uint8Array) => Promise<void>;
}
