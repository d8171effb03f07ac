// A landing page of twelve photographs, as designers drop them into a file: far larger than they are shown.
// A recipe over the fixtures: each photograph is a part of one, enlarged, with the grain of a camera.
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { type FigmaHost, openFigma } from '../../packages/figma-plugin/test/host/figma-host.ts';

type Box = readonly [width: number, height: number];

export interface Photo {
  readonly name: string;
  readonly fixture: string;
  readonly format: 'jpeg' | 'png';
  /** Size of the file in pixels. */
  readonly size: Box;
  /** Size of the layer in canvas pixels. */
  readonly layer: Box;
  readonly paint: object;
  /** Whether the image is in the stroke of the layer. */
  readonly isStroke?: boolean;
}

const [CAT, COFFEE, ASTRONAUT, ROCKET] = [
  'skimage_chelsea.png',
  'skimage_coffee.png',
  'skimage_astronaut.png',
  'skimage_rocket.jpg',
] as const;
const FILL = { scaleMode: 'FILL' };
const crop = (scale: number, x: number, y: number) => ({
  scaleMode: 'CROP',
  imageTransform: [
    [scale, 0, x],
    [0, scale, y],
  ],
});
/** The middle, turned by 30°; the image is half again as wide as high. */
const turned = {
  scaleMode: 'CROP',
  imageTransform: [
    [0.433, -0.25, 0.4085],
    [0.375, 0.6495, -0.01225],
  ],
};

export const PHOTOS: readonly Photo[] = [
  {
    ...{ name: 'Hero', fixture: ROCKET, format: 'jpeg', size: [4000, 2667] },
    ...{ layer: [1440, 800], paint: FILL },
  },
  {
    ...{ name: 'Feature 1', fixture: COFFEE, format: 'jpeg', size: [2400, 1600] },
    ...{ layer: [400, 300], paint: FILL },
  },
  {
    ...{ name: 'Feature 2', fixture: CAT, format: 'jpeg', size: [2400, 1600] },
    ...{ layer: [400, 300], paint: crop(0.5, 0.25, 0.2) },
  },
  {
    ...{ name: 'Feature 3', fixture: ASTRONAUT, format: 'jpeg', size: [2400, 1600] },
    ...{ layer: [400, 300], paint: { scaleMode: 'FIT' } },
  },
  {
    ...{ name: 'Quote', fixture: ROCKET, format: 'jpeg', size: [1800, 1200] },
    ...{ layer: [300, 300], paint: turned },
  },
  {
    ...{ name: 'Texture', fixture: COFFEE, format: 'jpeg', size: [1800, 1200] },
    ...{ layer: [1440, 200], paint: { scaleMode: 'TILE', scalingFactor: 0.1, rotation: 0 } },
  },
  {
    ...{ name: 'Story 1', fixture: CAT, format: 'png', size: [875, 700] },
    ...{ layer: [320, 240], paint: FILL },
  },
  {
    ...{ name: 'Story 2', fixture: ASTRONAUT, format: 'png', size: [875, 700] },
    ...{ layer: [240, 320], paint: { ...FILL, rotation: 90 } },
  },
  {
    ...{ name: 'Story 3', fixture: COFFEE, format: 'png', size: [875, 700] },
    ...{ layer: [320, 240], paint: crop(0.8, 0.1, 0.1) },
  },
  {
    ...{ name: 'Portrait 1', fixture: ASTRONAUT, format: 'png', size: [800, 800] },
    ...{ layer: [160, 160], paint: FILL },
  },
  {
    ...{ name: 'Portrait 2', fixture: CAT, format: 'png', size: [800, 800] },
    ...{ layer: [160, 160], paint: { scaleMode: 'FIT' } },
  },
  {
    ...{ name: 'Frame', fixture: ROCKET, format: 'png', size: [1000, 800] },
    ...{ layer: [480, 240], paint: FILL, isStroke: true },
  },
];

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** The file of a photograph. */
async function photoFile({ fixture: name, format, size: [width, height] }: Photo): Promise<Uint8Array> {
  const { data } = await sharp(fixture(name))
    .removeAlpha()
    .resize(width, height, { fit: 'cover' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  addGrain(data);
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  const file =
    format === 'png' ? picture.png({ compressionLevel: 6 }) : picture.jpeg({ quality: JPEG_QUALITY });
  return new Uint8Array(await file.toBuffer());
}

const JPEG_QUALITY = 91;
const GRAIN = 9; // of 255, between the darkest and the lightest

/** Adds gray noise, the same in every run. */
function addGrain(data: Uint8Array): void {
  let seed = 12345;
  for (let i = 0; i + 2 < data.length; i += 3) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const noise = ((seed >>> 16) % (GRAIN + 1)) - GRAIN / 2;
    for (let channel = i; channel < i + 3; channel++)
      data[channel] = Math.min(255, Math.max(0, Math.round(data[channel]! + noise)));
  }
}

export interface LandingPage {
  readonly figma: FigmaHost;
  readonly files: readonly Uint8Array[];
  readonly hashes: readonly string[];
  readonly bytes: number;
}

/** Opens the page with nothing selected, and starts the plugin. */
export async function openLandingPage(): Promise<LandingPage> {
  const figma = await openFigma();
  const files: Uint8Array[] = [];
  for (const photo of PHOTOS) files.push(await photoFile(photo));
  const hashes = files.map((bytes) => figma.addImage(bytes));
  const children = PHOTOS.map(({ name, layer: [width, height], paint, isStroke }, index) => ({
    ...{ id: `1:${index + 1}`, type: 'RECTANGLE', name, width, height },
    [isStroke ? 'strokes' : 'fills']: [{ type: 'IMAGE', imageHash: hashes[index], ...paint }],
  }));
  figma.open({ pages: [{ id: '0:1', name: 'Landing page', children }] });
  figma.start({ command: 'shrink' });
  await figma.settle();
  return { figma, files, hashes, bytes: files.reduce((sum, { length }) => sum + length, 0) };
}
