import { setColorNamer, setCopyFormats } from '@kcolors/ui/studio';
import type { PaletteLibrary } from '../palette/library.ts';

declare global {
  /** Set by the script with the palette formats and color names. */
  var kcolorsPalettes: PaletteLibrary;
}

const { nonce } = document.currentScript!; // the content security policy runs only scripts with this nonce

let loading: Promise<PaletteLibrary> | undefined;

/** Loads the palette formats and color names, once. */
function loadPaletteLibrary(): Promise<PaletteLibrary> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = document.body.dataset.palettes!;
    script.onload = () => resolve(kcolorsPalettes);
    script.onerror = () =>
      reject(new Error('The formats of palettes and the names of colors were not found.'));
    document.head.append(script);
  });
  return loading;
}

/** Makes palettes on the page show color names and offer every format for copying. */
export async function completePalettes(): Promise<PaletteLibrary> {
  const library = await loadPaletteLibrary();
  const { namePalette, nearestName, TEXT_PALETTE_FORMATS, writePalette } = library;
  setColorNamer(nearestName);
  setCopyFormats(
    (Object.keys(TEXT_PALETTE_FORMATS) as (keyof typeof TEXT_PALETTE_FORMATS)[]).map((id) => ({
      id,
      label: TEXT_PALETTE_FORMATS[id].label,
      write: (colors) => writePalette(namePalette({ colors }), id),
    })),
  );
  return library;
}
