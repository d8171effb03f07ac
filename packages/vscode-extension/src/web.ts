import { type ExtensionContext, Uri, workspace } from 'vscode';
import type { Host } from './host.ts';
import { start } from './start.ts';
import type { WorkerLike } from './workers/worker-like.ts';

/** The web worker extension host: vscode.dev, github.dev, and whoever chooses it. */
const host: Host = {
  cores: globalThis.navigator?.hardwareConcurrency ?? 2,
  async startWorker(extension) {
    const script = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'worker.js'));
    // Its own address is of another origin, from which no worker may be started.
    const url = URL.createObjectURL(new Blob([script as BlobPart], { type: 'text/javascript' }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    return worker as unknown as WorkerLike;
  },
};

export function activate(context: ExtensionContext): void {
  start(context, host);
}
