import type { Uri } from 'vscode';
import type { Host } from '../host.ts';
import type { PaletteLibrary } from './library.ts';

/** Loads the palette formats and color names on first use. */
export function openPaletteLibrary(host: Host, extension: Uri): () => Promise<PaletteLibrary> {
  let loading: Promise<PaletteLibrary> | undefined;
  return () => {
    loading ??= host.loadPaletteLibrary(extension).catch((error) => {
      loading = undefined; // the next call tries again
      throw error;
    });
    return loading;
  };
}
