// Names of colors: from imported palettes, or else from the nearest named color.
import { nearestName } from '@kcolors/codecs/color-names';
import { setColorNamer } from '@kcolors/ui/studio';

interface Named {
  readonly hex: string;
  readonly name?: string;
}

const own = new Map<string, string>();
const nameOf = (hex: string): string => own.get(hex) ?? nearestName(hex);

/** Sets the names that swatches show. If a color has several names, the first one counts. */
export function learnNames(colors: readonly Named[] = []): void {
  for (const { hex, name } of [...colors].reverse()) if (name !== undefined) own.set(hex, name);
  setColorNamer(nameOf);
}
