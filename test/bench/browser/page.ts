// Page script that times the drag of a slider.
import { createSession, type QuantizeResult, type RgbaImage, type SessionOptions } from '@kcolors/core';
import { openSession } from '@kcolors/core/parallel';

export interface Setting {
  readonly where: 'page' | 'thread';
  readonly engine: 'wasm' | 'js';
  readonly objective: 'mse' | 'perceptual';
  readonly dither: number;
}

/** Milliseconds of one change of the slider. */
export interface Redraw {
  readonly k: number;
  /** From the change until its frame is painted. */
  readonly frame: number;
  /** Part of `frame`: until the page has the preview. */
  readonly preview: number;
  /** Part of `frame`: from labels to canvas pixels. */
  readonly draw: number;
  /** A second preview with the same cached colors: labeling only. */
  readonly labels: number;
}

/** The functions that the page offers to the benchmark. */
export interface BenchPage {
  /** Opens an image and enlarges a small one. Returns its size on the canvas. */
  load(url: string, minPixels: number): Promise<{ width: number; height: number }>;
  drag(setting: Setting, ks: readonly number[], sweeps: number): Promise<Redraw[]>;
}

const canvas = document.createElement('canvas');
const context = canvas.getContext('2d')!;
let image: RgbaImage;

async function load(url: string, minPixels: number) {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const { naturalHeight, naturalWidth } = picture;
  const scale = Math.max(1, Math.sqrt(minPixels / (naturalWidth * naturalHeight)));
  const source = new OffscreenCanvas(Math.floor(naturalWidth * scale), Math.floor(naturalHeight * scale));
  const into = source.getContext('2d')!;
  into.imageSmoothingQuality = 'high';
  into.drawImage(picture, 0, 0, source.width, source.height);
  image = into.getImageData(0, 0, source.width, source.height);
  document.body.replaceChildren(canvas);
  const { height, width } = createSession(image).previewImage;
  return { width, height };
}

/** Drags a slider through `ks` and back, `sweeps` times after one warm-up. */
async function drag({ dither, engine, objective, where }: Setting, ks: readonly number[], sweeps: number) {
  const session = await (where === 'page'
    ? sessionHere({ engine, objective })
    : openSession(image, { engine, objective }));
  canvas.width = session.previewImage.width;
  canvas.height = session.previewImage.height;
  const redraws: Redraw[] = [];
  for (let sweep = -1; sweep < sweeps; sweep++) {
    for (const [i, k] of (sweep % 2 === 0 ? ks : [...ks].reverse()).entries()) {
      await wait((7 * i) % 17); // changes arrive at any time between two frames
      const changed = performance.now();
      const shown = await session.preview({ maxColors: k, dither });
      const previewed = performance.now();
      draw(shown!);
      const put = performance.now();
      await painted();
      const frame = performance.now() - changed;
      const again = performance.now();
      await session.preview({ maxColors: k, dither });
      const labels = performance.now() - again;
      if (sweep >= 0) redraws.push({ k, frame, preview: previewed - changed, draw: put - previewed, labels });
    }
  }
  await session.close();
  return redraws;
}

/** Creates a session on the page's thread. */
function sessionHere(options: SessionOptions) {
  const session = createSession(image, options);
  return {
    previewImage: session.previewImage,
    preview: async (changes: object) => session.preview(changes),
    close: async () => session.close(),
  };
}

let pixels: ImageData | undefined;

function draw({ height, indices, palette, width }: QuantizeResult): void {
  if (pixels?.width !== width || pixels.height !== height) pixels = new ImageData(width, height);
  const colors = new Uint32Array(new Uint8Array(palette).buffer);
  const words = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < words.length; i++) words[i] = colors[indices[i]!]!;
  context.putImageData(pixels, 0, 0);
}

/** Resolves after the next frame is painted. */
const painted = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        done();
      };
      port2.postMessage(null);
    });
  });

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

Object.assign(globalThis, { bench: { load, drag } satisfies BenchPage });
