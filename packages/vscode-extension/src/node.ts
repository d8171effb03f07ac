import { realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { type ExtensionContext, Uri } from 'vscode';
import { replaceFile } from './files/replace-file.ts';
import type { Host } from './host.ts';
import { start } from './start.ts';

/** The Node extension host: VS Code on a desktop or a server. */
const host: Host = {
  cores: availableParallelism(),
  startsFast: true,
  threadScript: (extension) => ({ file: Uri.joinPath(extension, 'dist', 'worker.js').fsPath }),
  loadPaletteLibrary: async (extension) => {
    const script = Uri.joinPath(extension, 'dist', 'palettes.js').fsPath;
    return createRequire(script)(script);
  },
  replaceFile: ({ fsPath }, bytes) => replaceFile(fsPath, bytes),
  realPath: async ({ fsPath }) => Uri.file(await realpath(fsPath)).path,
};

export function activate(context: ExtensionContext): void {
  start(context, host);
}
