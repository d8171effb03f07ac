import { type ExtensionContext, Uri, workspace } from 'vscode';
import type { Host } from './host.ts';
import type { PaletteLibrary } from './palette/library.ts';
import { start } from './start.ts';

/** The text of the thread script, once it was read. */
let script: string | undefined;

/** The web worker extension host: vscode.dev, github.dev, or a desktop set to use it. */
const host: Host = {
  cores: globalThis.navigator?.hardwareConcurrency ?? 2,
  startsFast: false,
  // Start threads from text: the script's URL has another origin, from which no worker may start.
  threadScript: (extension) => ({
    async text() {
      const path = Uri.joinPath(extension, 'dist', 'worker.js');
      script ??= new TextDecoder().decode(await workspace.fs.readFile(path));
      return script;
    },
  }),
  // Evaluate the script as VS Code does for the extension: this host supports neither require nor import.
  async loadPaletteLibrary(extension) {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'dist', 'palettes.js'));
    const module = { exports: {} as PaletteLibrary };
    new Function('module', new TextDecoder().decode(bytes))(module);
    return module.exports;
  },
};

export function activate(context: ExtensionContext): void {
  start(context, host);
}
