import { type ExtensionContext, Uri, workspace } from 'vscode';
import type { Host } from './host.ts';
import type { PaletteLibrary } from './palette/library.ts';
import { start } from './start.ts';

/** The text of the script of threads, once it was read. */
let script: string | undefined;

/** The web worker extension host: vscode.dev, github.dev, and whoever chooses it. */
const host: Host = {
  cores: globalThis.navigator?.hardwareConcurrency ?? 2,
  startsFast: false,
  // By its text: its own address is of another origin, from which no thread may be started.
  threadScript: (extension) => ({
    async text() {
      const path = Uri.joinPath(extension, 'dist', 'worker.js');
      script ??= new TextDecoder().decode(await workspace.fs.readFile(path));
      return script;
    },
  }),
  // As VS Code loads the extension itself: modules can neither be required nor imported here.
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
