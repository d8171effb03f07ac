import { colorList } from '../color-list.ts';
import { hexIn } from '../color-values.ts';
import type { BinaryReader, Found } from '../format.ts';
import { isObject, parseJson } from '../tokens/json-text.ts';
import { textInZip } from './unzip.ts';

/** Swatches of Procreate: a ZIP archive with JSON, colors in HSB. */
export const procreate: BinaryReader = {
  label: 'Procreate swatches (.swatches)',
  extensions: ['.swatches'],
  read,
};

function read(bytes: Uint8Array): Found {
  const root = parseJson(textInZip(bytes, /(?:^|\/)Swatches\.json$/i));
  const palettes = (Array.isArray(root) ? root : [root]).filter(isObject);
  const { add, colors } = colorList();
  for (const { swatches } of palettes) {
    for (const swatch of Array.isArray(swatches) ? swatches : []) {
      if (!isObject(swatch)) continue; // a free place
      const { hue, saturation, brightness, alpha, name } = swatch;
      const numbers = [hue, saturation, brightness].map(Number) as [number, number, number];
      if (!numbers.every(Number.isFinite)) continue;
      const opacity = Number(alpha ?? 1);
      const hex = hexIn(
        'hsv',
        [numbers[0] * 360, numbers[1], numbers[2]],
        Number.isFinite(opacity) ? opacity : 1,
      );
      add({ hex, ...(typeof name === 'string' && name !== '' && { name }) });
    }
  }
  const name = palettes.length === 1 ? palettes[0]!.name : undefined;
  return { ...(typeof name === 'string' && { name }), colors };
}
