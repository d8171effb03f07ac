// A document with one layer of every kind that matters for reducing images.
import type { NodeSpec } from '../../packages/figma-plugin/test/host/document-spec.ts';
import { type FigmaHost, openFigma } from '../../packages/figma-plugin/test/host/figma-host.ts';
import {
  croppedPaint,
  filledPaint,
  patternPaint,
  solidPaint,
  videoPaint,
} from '../../packages/figma-plugin/test/host/paints.ts';
import { animatedFile, largePngFile, pictureFile, tornFile } from './image-files.ts';

const FILES = {
  cat: () => pictureFile('skimage_chelsea.png', 'png'),
  rocket: () => pictureFile('skimage_rocket.jpg', 'jpeg'),
  mug: () => pictureFile('clipart_mug.png', 'png'),
  coffee: () => pictureFile('skimage_coffee.png', 'png'),
  astronaut: () => pictureFile('skimage_astronaut.png', 'png'),
  lemon: () => pictureFile('clipart_lemon_disks.png', 'png'),
  large: () => largePngFile(),
  animation: animatedFile,
  torn: tornFile,
} satisfies Record<string, () => Promise<Uint8Array>>;
export type FileName = keyof typeof FILES;

export interface TwelveLayers {
  readonly figma: FigmaHost;
  readonly files: Readonly<Record<FileName, Uint8Array>>;
  readonly hashes: Readonly<Record<FileName, string>>;
  readonly layers: readonly NodeSpec[];
}

const tiled = (imageHash: string) => ({
  ...{ type: 'IMAGE', scaleMode: 'TILE', imageHash, scalingFactor: 0.5, rotation: 90 },
});

const layersOf = (hashes: Readonly<Record<FileName, string>>): NodeSpec[] => {
  const rectangle = (id: string, name: string, more: object) => ({
    ...{ id, name, type: 'RECTANGLE', width: 160, height: 100 },
    ...more,
  });
  return [
    rectangle('1:1', 'Cropped', { fills: [croppedPaint(hashes.cat)] }),
    rectangle('1:2', 'Again', { fills: [solidPaint, filledPaint(hashes.cat)] }),
    rectangle('1:3', 'Stroke', { strokes: [tiled(hashes.rocket)] }),
    rectangle('1:4', 'Translucent', { fills: [filledPaint(hashes.mug)] }),
    {
      ...{ id: '1:5', name: 'Letters', type: 'TEXT' },
      runs: [
        { text: 'Hello ', fills: [solidPaint] },
        { text: 'world', fills: [croppedPaint(hashes.coffee)] },
      ],
    },
    rectangle('1:6', 'Locked', { locked: true, fills: [filledPaint(hashes.astronaut)] }),
    rectangle('1:7', 'Styled', { fillStyleId: 'S:1,' }),
    rectangle('1:8', 'Pattern', { fills: [patternPaint, tiled(hashes.coffee)] }),
    rectangle('1:9', 'Video', { fills: [filledPaint(hashes.mug), videoPaint] }),
    rectangle('1:10', 'Loop', { fills: [filledPaint(hashes.animation)] }),
    rectangle('1:11', 'Torn', { fills: [filledPaint(hashes.torn)] }),
    rectangle('1:12', 'Large', { fills: [filledPaint(hashes.large)] }),
  ];
};

/** Opens the document with all layers selected, and starts the plugin. */
export async function openTwelveLayers(): Promise<TwelveLayers> {
  const figma = await openFigma();
  const files = {} as Record<FileName, Uint8Array>;
  for (const name of Object.keys(FILES) as FileName[]) files[name] = await FILES[name]();
  const hashes = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, figma.addImage(bytes)]),
  ) as Record<FileName, string>;
  const layers = layersOf(hashes);
  figma.open({
    pages: [{ id: '0:1', name: 'Page 1', children: layers }],
    styles: [{ id: 'S:1,', name: 'Photos/Hero', paints: [solidPaint, croppedPaint(hashes.lemon)] }],
    selection: layers.map(({ id }) => id),
  });
  figma.start();
  await figma.settle();
  return { figma, files, hashes, layers };
}
