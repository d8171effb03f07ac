import type { Uri } from 'vscode';
import type { Host } from '../host.ts';
import type { PaletteLibrary } from './library.ts';

/** Loads the formats and names of palettes when they are first asked for. */
export function openPaletteLibrary(host: Host, extension: Uri): () => Promise<PaletteLibrary> {
  let loading: Promise<PaletteLibrary> | undefined;
  return () => {
    loading ??= host.loadPaletteLibrary(extension).catch((error) => {
      loading = undefined; // another time it may be there
      throw error;
    });
    return loading;
  };
}
