import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ExtensionContext, FileSystemError, Uri } from 'vscode';
import type { Host } from './host.ts';
import { start } from './start.ts';
import type { WorkerLike } from './workers/worker-like.ts';

/** The Node extension host: of a desktop VS Code, or of a server. */
const host: Host = {
  cores: availableParallelism(),
  startsFast: true,
  startWorker: async (extension) => startThread(Uri.joinPath(extension, 'dist', 'worker.js').fsPath),
  replaceFile,
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

/** Writes beside the file, to the disk, and then puts the new file in the place of the old one, if there is one. */
async function replaceFile(uri: Uri, bytes: Uint8Array): Promise<void> {
  const path = await realpath(uri.fsPath).catch(() => uri.fsPath);
  const there = await stat(path).catch(() => undefined);
  const mode = there?.mode ?? 0o666;
  if ((mode & 0o222) === 0) throw FileSystemError.NoPermissions(uri);
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (there) await chmod(temporary, mode); // what the mask of the process took away
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export function activate(context: ExtensionContext): void {
  start(context, host);
}
