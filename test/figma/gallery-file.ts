// A document with images of every kind that the plugin distinguishes.
import { compressImage } from '@kcolors/codecs';
import { type FigmaHost, openFigma } from '../../packages/figma-plugin/test/host/figma-host.ts';
import { croppedPaint, filledPaint } from '../../packages/figma-plugin/test/host/paints.ts';
import { animatedFile, pictureFile, tornFile } from './image-files.ts';

/** The plugin's default options. */
const AS_AT_FIRST = {
  format: 'png',
  metadata: 'strip',
  quality: 'good',
  quantize: { maxColors: 256, space: 'oklab', objective: 'perceptual' },
} as const;

export interface GalleryFile {
  readonly figma: FigmaHost;
  readonly files: Readonly<Record<Name, Uint8Array>>;
  readonly hashes: Readonly<Record<Name, string>>;
}
type Name = 'cat' | 'coffee' | 'mug' | 'rocket' | 'tiny' | 'animation' | 'broken';

/** Opens the document with some of its layers selected, and starts the plugin. */
export async function openGalleryFile(
  selection: readonly string[],
  start: Parameters<FigmaHost['start']>[0] = {},
): Promise<GalleryFile> {
  const figma = await openFigma();
  made ??= makeFiles();
  const files = await made;
  const hashes = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, figma.addImage(bytes)]),
  ) as Record<Name, string>;
  const rectangle = (id: string, name: string, more: object) => ({
    id,
    name,
    type: 'RECTANGLE',
    width: 160,
    height: 100,
    ...more,
  });
  figma.open({
    pages: [
      {
        id: '0:1',
        name: 'Page 1',
        children: [
          rectangle('1:1', 'Cat', { fills: [croppedPaint(hashes.cat)] }),
          rectangle('1:2', 'Coffee', {
            fills: [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }, filledPaint(hashes.coffee)],
          }),
          rectangle('1:3', 'Cat again', { strokes: [filledPaint(hashes.cat)] }),
          rectangle('1:4', 'Mug', { fills: [filledPaint(hashes.mug)] }),
          rectangle('1:5', 'Rocket', { locked: true, fills: [filledPaint(hashes.rocket)] }),
          rectangle('1:6', 'Red', { fills: [filledPaint(hashes.tiny)] }),
          rectangle('1:7', 'Loop', { fills: [filledPaint(hashes.animation)] }),
          rectangle('1:8', 'Torn', { fills: [filledPaint(hashes.broken)] }),
          rectangle('1:9', 'Hero', { fillStyleId: 'S:1,' }),
        ],
      },
    ],
    styles: [
      { id: 'S:1,', name: 'Photos/Hero', paints: [filledPaint(hashes.coffee)] },
      ...['#e63946', '#f1faee', '#a8dadc', '#457b9d', '#1d3557', '#ffb703'].map((hex, index) => ({
        id: `S:${index + 2},`,
        name: `Brand/${index + 1}`,
        paints: [{ type: 'SOLID', color: colorOf(hex) }],
      })),
    ],
    selection,
  });
  figma.start(start);
  await figma.settle();
  return { figma, files, hashes };
}

let made: ReturnType<typeof makeFiles> | undefined;

async function makeFiles() {
  return {
    cat: await pictureFile('skimage_chelsea.png', 'png'),
    coffee: await pictureFile('skimage_coffee.png', 'png'),
    mug: await pictureFile('clipart_mug.png', 'png'),
    rocket: await pictureFile('skimage_rocket.jpg', 'jpeg'),
    // The plugin cannot make this image smaller.
    tiny: (await compressImage(await pictureFile('skimage_coffee.png', 'png', 24), AS_AT_FIRST)).bytes,
    animation: await animatedFile(),
    broken: await tornFile(),
  } satisfies Record<Name, Uint8Array>;
}

const colorOf = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return { r, g, b };
};
