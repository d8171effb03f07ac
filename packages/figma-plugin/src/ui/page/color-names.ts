// What colors are called: as the palettes say that somebody imported, or else as the nearest color that has a name.
import { nearestName } from '@kcolors/codecs/color-names';
import { setColorNamer } from '@kcolors/ui/studio';

interface Named {
  readonly hex: string;
  readonly name?: string;
}

const own = new Map<string, string>();
const nameOf = (hex: string): string => own.get(hex) ?? nearestName(hex);

/** Has swatches tell these names; where a color has several, the first one. */
export function learnNames(colors: readonly Named[] = []): void {
  for (const { hex, name } of [...colors].reverse()) if (name !== undefined) own.set(hex, name);
  setColorNamer(nameOf);
}
