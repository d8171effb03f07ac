import { setColorNamer, setCopyFormats } from '@kcolors/ui/studio';
import type { PaletteLibrary } from '../palette/library.ts';

declare global {
  /** What the script of the formats and names leaves. */
  var kcolorsPalettes: PaletteLibrary;
}

const { nonce } = document.currentScript!; // the policy of the page runs no script without it

let loading: Promise<PaletteLibrary> | undefined;

/** Loads the formats and names of palettes, once. */
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

/** Has palettes on the page tell the names of their colors, and offer to be copied in every format. */
export async function completePalettes(): Promise<void> {
  const { namePalette, nearestName, TEXT_PALETTE_FORMATS, writePalette } = await loadPaletteLibrary();
  setColorNamer(nearestName);
  setCopyFormats(
    (Object.keys(TEXT_PALETTE_FORMATS) as (keyof typeof TEXT_PALETTE_FORMATS)[]).map((id) => ({
      id,
      label: TEXT_PALETTE_FORMATS[id].label,
      write: (colors) => writePalette(namePalette({ colors }), id),
    })),
  );
}
