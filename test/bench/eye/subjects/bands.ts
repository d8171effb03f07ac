import { cambi } from '../cambi.ts';
import { colors, type Setting, searchFor, undithered } from '../contestants.ts';
import { GRADIENTS, matted } from '../drawn/gradients.ts';
import {
  benchImage,
  corpusImage,
  cut,
  type EyeImage,
  fromCorpus,
  type Half,
  type Halves,
  onWhite,
  type Region,
  resized,
} from '../images.ts';
import { halfTables, meanOf } from '../tables.ts';
import { ORIGINAL, quickly, type Row, type Scope, type Subject } from './subject.ts';

/** Steps up to 32 of the 1,024 levels, as palettes produce them. */
const WIDE = 5;
const DRAWN: Readonly<Record<keyof typeof GRADIENTS, Half>> = {
  'linear gradient': 'tuning',
  'radial gradient': 'test',
  'dark gradient': 'tuning',
  'gradient of two hues': 'test',
  'hero with text': 'test',
};
const region = (left: number, top: number, width: number, height: number): Region => ({
  left,
  top,
  width,
  height,
});

interface Smooth {
  readonly path: string;
  readonly kind: string;
  readonly region?: Region;
  readonly width?: number;
}
/** Skies are cut out of photographs; clip art is scaled down. */
const SMOOTH: Halves<Smooth> = {
  tuning: [
    { path: 'kodak/kodim21.png', kind: 'sky', region: region(0, 0, 480, 200) },
    { path: 'clic2025/orange-bridge.png', kind: 'sky', region: region(200, 100, 480, 400) },
    { path: 'ui/icon_oxygen_256x256_apps_konqueror.png', kind: 'icon' },
    { path: 'ui/clipart_stop_sign.png', kind: 'clip art', width: 400 },
  ],
  test: [
    { path: 'kodak/kodim19.png', kind: 'sky', region: region(0, 0, 340, 260) },
    { path: 'ui/icon_oxygen_256x256_apps_kdf.png', kind: 'icon' },
  ],
};
const MATTED = { path: 'classic/skimage_coffee.png', width: 300, rim: 60 };

const SETTINGS: readonly Setting[] = [
  ...(['good', 'small', 'lossless-look'] as const).map(searchFor),
  ...[16, 64, 256].flatMap((k) => [colors(k), undithered(k)]),
];

const drawn = (): Promise<EyeImage[]> =>
  Promise.all(
    Object.entries(GRADIENTS).map(async ([name, draw]) => ({
      ...benchImage(await draw(), name),
      kind: 'drawn',
      half: DRAWN[name]!,
    })),
  );

const real = (): Promise<EyeImage[]> =>
  fromCorpus(SMOOTH, async (image, { kind, region: part, width }, half) => {
    const opaque = onWhite(image);
    const own = part ? cut(opaque, part) : width ? await resized(opaque, width) : opaque;
    return { ...benchImage(own, image.name), kind, half };
  });

async function mats(): Promise<EyeImage[]> {
  const photo = await corpusImage(MATTED.path);
  if (!photo) return [];
  const image = matted(await resized(photo, MATTED.width), MATTED.rim);
  return [{ ...benchImage(image, 'photograph in a mat'), kind: 'mat', half: 'test' }];
}

export const bands: Subject = {
  title: 'Bands',
  about: `Banding is measured by CAMBI (Tandon et al., PCS 2021, with the parameters of libvmaf): 0 means no bands, at 5 bands begin to disturb.
Each cell has two means over gradients, skies, icons, clip art and a photograph in a mat. The first counts steps up to 4 of 1,024
levels, the default for video. The second counts steps up to 32, nearly ten 8-bit levels, such as palettes make. Pictures with
alpha are placed on white. “${ORIGINAL}” shows the pictures themselves: a wide gradient has bands of single 8-bit levels before
any reduction.`,
  pictures: async (scope: Scope) =>
    quickly([...(await drawn()), ...(await real()), ...(await mats())], scope, 4),
  settings: () => SETTINGS,
  judgesOriginals: true,
  measure: (_, result) => ({ narrow: cambi(result), wide: cambi(result, WIDE) }),
  report: (rows) =>
    halfTables(
      rows,
      [...SETTINGS, { name: ORIGINAL }].map(({ name }) => ({
        title: name,
        takes: ({ setting }: Row) => setting === name,
        show: (own: readonly Row[]) =>
          `${meanOf(own, 'narrow').toFixed(2)} / ${meanOf(own, 'wide').toFixed(2)}`,
      })),
    ),
};
