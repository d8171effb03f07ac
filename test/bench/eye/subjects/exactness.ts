import type { RgbaImage } from '@kcolors/core';
import { seededRandom } from '../../../../packages/core/src/math/random.ts';
import { paint, photo } from '../../../../packages/core/test/helpers/images.ts';
import { colors } from '../contestants.ts';
import {
  areaWhere,
  benchImage,
  type EyeImage,
  fromCorpus,
  type Halves,
  onWhite,
  resized,
} from '../images.ts';
import { EXACT, exactShare } from '../measures.ts';
import { contestantTable, countOf } from '../tables.ts';
import { quickly, type Row, type Scope, type Subject } from './subject.ts';

type Rgb = readonly [red: number, green: number, blue: number];

const BRANDS =
  '10b981 06b6d4 00ff00 e4002b 1da1f2 ff5a5f 25d366 4285f4 ea4335 fbbc05 34a853 7289da ff4500'.split(' ');
const BAR: Rgb = [0xe4, 0x00, 0x2b];
const CUT_OUTS: Halves<{ path: string }> = {
  tuning: [
    { path: 'ui/clipart_fire.png' },
    { path: 'ui/clipart_wine_glass.png' },
    { path: 'ui/icon_oxygen_256x256_apps_konqueror.png' },
  ],
  test: [
    { path: 'ui/clipart_mug.png' },
    { path: 'ui/sprite_kenney_explosion04.png' },
    { path: 'ui/emoji_noto_2096.png' },
    { path: 'ui/sprite_wesnoth_portrait_wose.png' },
  ],
};
const PHOTOS: Halves<{ path: string }> = {
  tuning: [{ path: 'classic/skimage_astronaut.png' }, { path: 'classic/skimage_chelsea.png' }],
  test: [{ path: 'classic/skimage_coffee.png' }, { path: 'kodak/kodim23.png' }],
};
const PHOTO_WIDTH = 320;
/** Size of a cube image, and the number of rows that its color fills: 62.5 %. */
const CUBE = { width: 48, height: 48, flat: 30 };

const rgb = (hex: string): Rgb => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as never;
const halfOf = (i: number) => (i % 2 === 0 ? 'tuning' : 'test');

/** Returns an image with the area of its color. */
function withArea(image: RgbaImage, color: Rgb, name: string, kind: string, i: number): EyeImage {
  const { data } = image;
  const area = areaWhere(image, (at) => color.every((value, channel) => data[at + channel] === value));
  return { ...benchImage(image, name), kind, half: halfOf(i), areas: [area] };
}

/** Content below the colors of the cube, in turn: noise, gradients, a photograph. */
const RESTS: readonly ((x: number, y: number, random: () => number, sun: RgbaImage) => readonly number[])[] =
  [
    (_x, _y, random) => [256 * random(), 256 * random(), 256 * random()].map(Math.floor),
    (x, y) => [5 * x, 255 - 5 * x, 14 * (y - CUBE.flat)],
    (x, y, _, { data }) => [...data.subarray(4 * (CUBE.width * y + x), 4 * (CUBE.width * y + x) + 3)],
  ];

function cubeImages(side: number): EyeImage[] {
  const sun = photo(CUBE.width, CUBE.height);
  const step = 255 / (side - 1);
  return Array.from({ length: side ** 3 }, (_, i) => {
    const color = [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)].map((value) =>
      Math.round(value * step),
    ) as unknown as Rgb;
    const random = seededRandom(i);
    const rest = RESTS[i % RESTS.length]!;
    const image = paint(CUBE.width, CUBE.height, (x, y) => [
      ...(y < CUBE.flat ? color : rest(x, y, random, sun)),
      255,
    ]);
    return withArea(image, color, `cube ${color.join(' ')}`, 'cube', i);
  });
}

/** Creates a page of white, gray text and a gradient, with a bar and a button in a brand color. */
const brandImages = (): EyeImage[] =>
  BRANDS.map((hex, i) => {
    const color = rgb(hex);
    const random = seededRandom(i);
    const image = paint(200, 140, (x, y) => {
      if (y < 30 || (x >= 20 && x < 80 && y >= 100 && y < 122)) return [...color, 255];
      if (x >= 120) return [110 + (y >> 1), 130 + ((x + y) >> 3), 210 - (x >> 2), 255];
      const gray = y < 90 && y % 10 < 5 && random() < 0.5 ? Math.floor(40 + 200 * random()) : 255;
      return [gray, gray, gray, 255];
    });
    return withArea(image, color, `brand ${hex}`, 'brand', i);
  });

const cutOuts = (): Promise<EyeImage[]> =>
  fromCorpus(CUT_OUTS, async (image, _, half) => {
    const page = onWhite(image.width > PHOTO_WIDTH ? await resized(image, PHOTO_WIDTH) : image);
    return { ...withArea(page, [255, 255, 255], image.name, 'cut-out', 0), half };
  });

/** Creates photographs to the right of a bar that fills a fifth of the image. */
const barImages = (): Promise<EyeImage[]> =>
  fromCorpus(PHOTOS, async (image, _, half) => {
    const { data, height, width } = await resized(image, PHOTO_WIDTH);
    const bar = width / 4;
    const both = paint(width + bar, height, (x, y) => {
      const at = 4 * (y * width + x - bar);
      return x < bar ? [...BAR, 255] : [...data.subarray(at, at + 4)];
    });
    return { ...withArea(both, BAR, image.name, 'bar', 0), half };
  });

const KS: Readonly<Record<string, readonly number[]>> = {
  cube: [16, 64, 256],
  brand: [16, 256],
  'cut-out': [16],
  bar: [16],
};
const TITLES: Readonly<Record<string, string>> = {
  cube: 'cube',
  brand: 'brand colors',
  'cut-out': 'white page of cut-outs',
  bar: 'bar beside photographs',
};

const isExact = ({ figures }: Row): boolean => figures.exact! >= EXACT;

export const exactness: Subject = {
  title: 'Exact colors',
  about: `A color that fills a flat area has to come back exactly. A picture counts if at least 99 % of the area has its color, since
dithering may reach the edge. There are four sets:

- cube: colors of a cube fill 62.5 % of small pictures; the rest is noise, a gradient or a photograph
- brand colors: ${BRANDS.length} colors as the bar and the button of a page
- cut-outs on a white page
- photographs beside a bar of #e4002b that fills a fifth of the picture

All rows use default dithering, except “objective mse”. sharp supports only 16 and 256 colors; image-q is measured at these.`,
  pictures: async (scope: Scope) => [
    ...cubeImages(scope.quick ? 3 : scope.cube),
    ...quickly(brandImages(), scope, 4),
    ...quickly(await cutOuts(), scope, 3),
    ...quickly(await barImages(), scope, 3),
  ],
  settings: ({ kind }) => KS[kind]!.map(colors),
  measure: (picture, result) => ({ exact: exactShare(picture, result, picture.areas![0]!) }),
  report: (rows) =>
    contestantTable(
      rows,
      Object.entries(KS).flatMap(([kind, ks]) =>
        ks.map((k) => ({
          title: `${TITLES[kind]}, ${k}`,
          takes: (row: Row) => row.kind === kind && row.setting === `${k}`,
          show: (own: readonly Row[]) => countOf(own, isExact),
        })),
      ),
    ),
};
