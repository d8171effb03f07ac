import type { BenchImage } from '../../images.ts';
import { dashboard } from '../drawn/dashboards.ts';
import { GRADIENTS } from '../drawn/gradients.ts';
import { signImage } from '../drawn/sign.ts';
import {
  benchImage,
  corpusImage,
  cut,
  type EyeImage,
  type Half,
  onWhite,
  type Region,
  resized,
} from '../images.ts';

/** Size of the crop that viewers see. */
const CROP = { width: 220, height: 160 };
/** Background of images whose alpha is judged. */
export const BACKDROP = [86, 112, 138] as const;

/** An image of the comparison, and the crop that viewers see. */
interface Scene {
  /** `folder/name.extension` below KCOLORS_CORPUS, or the name of a generated image. */
  readonly path: string;
  readonly kind: string;
  readonly half: Half;
  /** Top left of the crop in the compressed image. */
  readonly at?: readonly [left: number, top: number];
  /** Large images are scaled to `width` or cut to `frame`. */
  readonly width?: number;
  readonly frame?: Region;
}

const face = { kind: 'face' };
const sky = { kind: 'sky or wall' };
const smooth = { kind: 'gradient' };
const screen = { kind: 'screenshot' };
const clip = { kind: 'clip art' };
const alpha = { kind: 'alpha' };
const [test, tuning] = ['test', 'tuning'] as const;

/** All of these may be shown in documents: they are in the public domain, CC0, generated, or Kodak's. */
const SCENES: readonly Scene[] = [
  { ...face, path: 'kodak/kodim15.png', half: test, at: [440, 150] },
  { ...face, path: 'cq100/korean_dancer.png', half: test, at: [150, 150] },
  { ...face, path: 'cq100/sports_bicycles.png', half: test, at: [70, 70] },
  { ...face, path: 'cq100/schoolgirls.png', half: tuning, at: [300, 210] },
  { ...face, path: 'classic/skimage_astronaut.png', half: tuning, at: [130, 40] },
  { ...face, path: 'cq100/tablet.png', half: tuning, at: [80, 300] },
  { ...sky, path: 'kodak/kodim03.png', half: test, at: [500, 20] },
  { ...sky, path: 'kodak/kodim19.png', half: test, at: [20, 60] },
  { ...sky, path: 'kodak/kodim07.png', half: test, at: [8, 200] },
  { ...sky, path: 'kodak/kodim23.png', half: test, at: [300, 20] },
  { ...sky, path: 'gb82/mc3.png', half: test, at: [200, 230] },
  { ...smooth, path: 'hero with text', half: test, at: [240, 20] },
  { ...smooth, path: 'radial gradient', half: test, at: [60, 60] },
  { ...smooth, path: 'ui/clipart_balloons.png', half: test, at: [60, 60], width: 550 },
  { ...smooth, path: 'ui/emoji_noto_1333.png', half: test },
  { ...screen, path: 'dashboard 7', half: test, at: [500, 150] },
  { ...screen, path: 'ui/screenshot_gui.png', half: test, at: [40, 310], frame: region(200, 300, 800, 700) },
  {
    ...screen,
    path: 'ui/screenshot_terminal.png',
    half: test,
    at: [330, 340],
    frame: region(600, 250, 800, 600),
  },
  { ...screen, path: 'ui/screenshot_graph.png', half: tuning, at: [150, 180] },
  { ...clip, path: 'ui/clipart_tiger.png', half: test, at: [150, 150], width: 500 },
  { ...clip, path: 'ui/clipart_lemon_disks.png', half: test, at: [160, 120] },
  { ...clip, path: 'ui/emoji_noto_2096.png', half: test },
  { ...alpha, path: 'ui/clipart_mug.png', half: test, at: [40, 440] },
  { ...alpha, path: 'ui/sprite_kenney_explosion04.png', half: test, at: [20, 90] },
];

function region(left: number, top: number, width: number, height: number): Region {
  return { left, top, width, height };
}

/** Returns the images of the comparison, each with its crop as `region`. Skips missing images. */
export async function sceneImages(): Promise<EyeImage[]> {
  const images: EyeImage[] = [];
  for (const scene of SCENES) {
    const image = await imageOf(scene);
    if (image) images.push(image);
  }
  return images;
}

async function imageOf(scene: Scene): Promise<EyeImage | undefined> {
  const { frame, half, kind, path, width } = scene;
  const found = await sourceOf(path);
  if (!found) return undefined;
  const part = frame ? cut(found, frame) : width ? await resized(found, width) : found;
  const image = benchImage(kind === 'alpha' ? part : onWhite(part), found.name);
  return { ...image, kind, half, region: cropOf(image, scene.at) };
}

async function sourceOf(path: string): Promise<BenchImage | undefined> {
  const draw = GRADIENTS[path];
  if (draw) return benchImage(await draw(), path);
  const seed = /^dashboard (\d+)$/.exec(path)?.[1];
  if (seed) return signImage(dashboard(Number(seed)), Number(seed));
  return corpusImage(path);
}

function cropOf(image: { width: number; height: number }, at: readonly [number, number] = [0, 0]): Region {
  const width = Math.min(CROP.width, image.width);
  const height = Math.min(CROP.height, image.height);
  return {
    left: Math.min(at[0], image.width - width),
    top: Math.min(at[1], image.height - height),
    width,
    height,
  };
}
