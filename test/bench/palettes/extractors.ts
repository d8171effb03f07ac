import { decodeImage } from '@kcolors/codecs';
import { extractColors } from '@kcolors/core/palette';
import { argbFromRgb, QuantizerCelebi, Score } from '@material/material-color-utilities';
import { getPalette } from 'colorthief';
import { extractColorsFromImageData } from 'extract-colors';
import { Vibrant } from 'node-vibrant/node';
import { versionOf } from '../peers/version.ts';

/** A color, with its share of the image if the tool reports one. */
export interface FoundColor {
  readonly rgb: readonly [number, number, number];
  readonly share?: number | undefined;
}

/** A tool that extracts main colors. */
export interface Extractor {
  readonly version: string;
  /** Extracts about `count` colors from an image file of any size. */
  readonly find: (file: Uint8Array, count: number) => Promise<readonly FoundColor[]>;
}

export const OURS = 'kcolors';

const SWATCHES = ['Vibrant', 'Muted', 'DarkVibrant', 'DarkMuted', 'LightVibrant', 'LightMuted'] as const;

/** Each tool as its documentation calls it, from a file in memory, and with its options for best precision. */
export const EXTRACTORS: Readonly<Record<string, Extractor>> = {
  [OURS]: {
    version: versionOf('@kcolors/core'),
    find: async (file, count) => {
      const { image } = await decodeImage(file);
      return extractColors(image, { colors: count }).map(({ rgba, share }) => ({ rgb: rgbOf(rgba), share }));
    },
  },
  colorthief: colorthief({}),
  'colorthief, every pixel': colorthief({ quality: 1, ignoreWhite: false }),
  'extract-colors': {
    version: versionOf('extract-colors'),
    find: async (file, count) => {
      const { data, height, width } = (await decodeImage(file)).image;
      const found = extractColorsFromImageData({ data: Uint8ClampedArray.from(data), width, height });
      return found
        .sort((a, b) => b.area - a.area)
        .slice(0, count)
        .map(({ area, blue, green, red }) => ({ rgb: [red, green, blue], share: area }));
    },
  },
  'node-vibrant, swatches': vibrant(
    () => 64, // its default result
    ({ palettes }) => SWATCHES.map((name) => palettes.default![name]).filter((swatch) => swatch != null),
  ),
  // It tends to return one color fewer than its maximum.
  'node-vibrant, colors': vibrant(
    (count) => count + 1,
    ({ colors }) => colors,
  ),
  'Material, quantizer': material((argb, count) => QuantizerCelebi.quantize(argb, count)),
  'Material, scored': material((argb, count) => {
    const weights = QuantizerCelebi.quantize(argb, 128); // as its `sourceColorFromImage` does
    const best = Score.score(weights, { desired: count, filter: false });
    return new Map(best.map((color) => [color, Number.NaN]));
  }),
};

function colorthief(options: { quality?: number; ignoreWhite?: boolean }): Extractor {
  return {
    version: versionOf('colorthief'),
    find: async (file, count) => {
      const colors = await getPalette(Buffer.from(file), { colorCount: Math.max(2, count), ...options });
      return (colors ?? []).map((color) => ({ rgb: color.array(), share: color.proportion }));
    },
  };
}

type VibrantResult = NonNullable<Vibrant['result']>;

function vibrant(
  most: (count: number) => number,
  pick: (result: VibrantResult) => readonly { rgb: [number, number, number]; population: number }[],
): Extractor {
  return {
    version: versionOf('node-vibrant'),
    find: async (file, count) => {
      const vibrant = Vibrant.from(Buffer.from(file)).maxColorCount(most(count)).build();
      await vibrant.getPalette();
      const heaviest = [...pick(vibrant.result!)].sort((a, b) => b.population - a.population);
      const found = heaviest.slice(0, count);
      const total = found.reduce((sum, { population }) => sum + population, 0);
      return found.map(({ rgb, population }) => ({ rgb: rounded(rgb), share: population / total }));
    },
  };
}

function material(weigh: (argb: number[], count: number) => Map<number, number>): Extractor {
  return {
    version: versionOf('@material/material-color-utilities'),
    find: async (file, count) => {
      const { data } = (await decodeImage(file)).image;
      const argb: number[] = [];
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3]! === 255) argb.push(argbFromRgb(data[at]!, data[at + 1]!, data[at + 2]!));
      const found = [...weigh(argb, count)];
      return found.map(([color, weight]) => ({
        rgb: [(color >> 16) & 255, (color >> 8) & 255, color & 255],
        share: Number.isNaN(weight) ? undefined : weight / argb.length,
      }));
    },
  };
}

const rgbOf = ([r, g, b]: Uint8Array): [number, number, number] => [r!, g!, b!];
const rounded = ([r, g, b]: [number, number, number]): [number, number, number] => [
  Math.round(r),
  Math.round(g),
  Math.round(b),
];
