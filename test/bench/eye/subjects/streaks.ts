import { colors, type Setting, searchFor, undithered } from '../contestants.ts';
import { benchImage, cut, type EyeImage, fromCorpus, type Halves, type Region } from '../images.ts';
import { pixelsOf } from '../picture.ts';
import { SMOOTH, streaks as streaksOf } from '../streaks.ts';
import { halfTables, meanOf, worstOf } from '../tables.ts';
import { quickly, type Row, type Scope, type Subject } from './subject.ts';

const region = (left: number, top: number, width: number, height: number): Region => ({
  left,
  top,
  width,
  height,
});

interface Place {
  readonly path: string;
  readonly kind: string;
  readonly region: Region;
  /** The part of a large photograph that replaces the whole. */
  readonly frame?: Region;
}
/** Regions of faces, skies and walls in photographs. */
const PLACES: Halves<Place> = {
  tuning: [
    { path: 'classic/skimage_astronaut.png', kind: 'face', region: region(144, 0, 208, 192) },
    { path: 'kodak/kodim17.png', kind: 'face', region: region(96, 48, 288, 240) },
    { path: 'kodak/kodim21.png', kind: 'sky', region: region(8, 8, 400, 200) },
    { path: 'kodak/kodim09.png', kind: 'sky', region: region(40, 16, 216, 256) },
    { path: 'cq100/maya_beach.png', kind: 'sky', region: region(304, 0, 400, 160) },
    {
      path: 'clic2025/truck.png',
      kind: 'wall',
      region: region(280, 0, 480, 360),
      frame: region(1280, 420, 768, 512),
    },
  ],
  test: [
    { path: 'kodak/kodim15.png', kind: 'face', region: region(360, 80, 320, 320) },
    { path: 'cq100/korean_dancer.png', kind: 'face', region: region(96, 80, 256, 256) },
    { path: 'kodak/kodim19.png', kind: 'sky', region: region(16, 16, 240, 256) },
    { path: 'kodak/kodim03.png', kind: 'sky', region: region(400, 16, 352, 160) },
    { path: 'kodak/kodim07.png', kind: 'wall', region: region(8, 160, 176, 320) },
    { path: 'kodak/kodim23.png', kind: 'wall', region: region(200, 16, 320, 288) },
  ],
};
const SETTINGS: readonly Setting[] = [
  ...(['good', 'small', 'lossless-look'] as const).map(searchFor),
  colors(16),
  colors(256),
  undithered(256),
];

const show = (rows: readonly Row[]): string =>
  `${meanOf(rows, 'ratio').toFixed(2)} (${worstOf(rows, 'ratio').toFixed(2)}), ${meanOf(rows, 'rowVariance').toFixed(2)}, ${meanOf(rows, 'patches').toFixed(2)}`;

export const streaks: Subject = {
  title: 'Streaks and patches',
  about: `Complete photographs are quantized. Faces, skies and walls in them are judged, in blocks of 8 × 8 pixels whose luma has a standard
deviation of at most ${SMOOTH} 8-bit units in the source. The error is the luma of the result minus that of the source. Each cell has three
numbers:

- the directional error: the variance of the error's row means divided by that of its column means, summed over the blocks; the mean
  over the photographs, and the worst in parentheses. 1 means no direction, streaks along rows have more.
- the variance of the row means, in squared 8-bit units
- the drift of hue: the root mean square of the blocks' mean error in a and b of Oklab, times 100`,
  pictures: async (scope: Scope) => {
    const all = await fromCorpus(PLACES, (image, { frame, kind, region: judged }, half): EyeImage => {
      const whole = frame ? cut(image, frame) : image;
      return { ...benchImage(whole, image.name), kind, half, region: judged };
    });
    return quickly(all, scope, 6);
  },
  settings: () => SETTINGS,
  measure: (picture, result) => {
    const [before, after] = [picture, pixelsOf(result)].map((image) => cut(image, picture.region!));
    return { ...streaksOf(before!, after!) };
  },
  report: (rows) =>
    halfTables(
      rows,
      SETTINGS.map(({ name }) => ({ title: name, takes: ({ setting }: Row) => setting === name, show })),
    ),
};
