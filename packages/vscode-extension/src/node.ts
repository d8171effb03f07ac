import { realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type ExtensionContext, Uri } from 'vscode';
import { replaceFile } from './files/replace-file.ts';
import type { Host } from './host.ts';
import { start } from './start.ts';
import type { WorkerLike } from './workers/worker-like.ts';

/** The Node extension host: of a desktop VS Code, or of a server. */
const host: Host = {
  cores: availableParallelism(),
  startsFast: true,
  startWorker: async (extension) => startThread(Uri.joinPath(extension, 'dist', 'worker.js').fsPath),
  loadPaletteLibrary: async (extension) => {
    const script = Uri.joinPath(extension, 'dist', 'palettes.js').fsPath;
    return createRequire(script)(script);
  },
  replaceFile: ({ fsPath }, bytes) => replaceFile(fsPath, bytes),
  realPath: async ({ fsPath }) => Uri.file(await realpath(fsPath)).path,
};

function startThread(script: string): WorkerLike {
  const thread = new Worker(script, { execArgv: [] });
  thread.unref();
  const worker: WorkerLike = {
    postMessage: (message, transfer) => thread.postMessage(message, transfer),
    onmessage: null,
    onerror: null,
    terminate: () => void thread.terminate(),
  };
  thread.on('message', (data) => worker.onmessage?.({ data }));
  thread.on('error', ({ message }) => worker.onerror?.({ message }));
  return worker;
}

export function activate(context: ExtensionContext): void {
  start(context, host);
}
