import { type ExtensionContext, Uri, workspace } from 'vscode';
import type { Host } from './host.ts';
import { start } from './start.ts';
import type { WorkerLike } from './workers/worker-like.ts';

/**
 * The address of the script of the threads, as a blob: its own is of another origin, from which none may be started.
 * It stays valid, since VS Code starts a thread of its own that loads the script later.
 */
let script: string | undefined;

/** The web worker extension host: vscode.dev, github.dev, and whoever chooses it. */
const host: Host = {
  cores: globalThis.navigator?.hardwareConcurrency ?? 2,
  startsFast: false,
  async startWorker(extension) {
    if (!script) {
      const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'worker.js'));
      script ??= URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'text/javascript' }));
    }
    return new Worker(script) as unknown as WorkerLike;
  },
};

export function activate(context: ExtensionContext): void {
  start(context, host);
}
