import { resize } from '@kcolors/core/resize';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { openEngine } from './host/engine.ts';

const SCALES = [0.9, 0.5, 0.31, 0.04];
const [WIDTH, HEIGHT] = [96, 70];

/** A pattern with edges, gradients and all alphas. */
const pattern = (): Uint8Array =>
  Uint8Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) => {
    const [x, y, channel] = [(i >> 2) % WIDTH, Math.floor((i >> 2) / WIDTH), i & 3];
    if (channel === 3) return (x >> 4) % 2 === 0 ? 255 : (37 * y) & 255;
    return (x * (channel + 3) + y * y * (channel + 1)) & 255;
  });

test('an engine without WebAssembly reduces images to the same bytes', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { resize } from '@kcolors/core/resize';
        globalThis.forHost = {
          resize: (buffer, width, height, scale) => {
            const { data } = resize({ data: new Uint8Array(buffer), width, height }, { scale });
            take([data.slice().buffer]);
          },
        };`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    logLevel: 'error',
  });
  const engine = await openEngine('older', (error) => {
    throw error;
  });
  const results: (Uint8Array | undefined)[] = [];
  engine.give('take', (buffers) => results.push((buffers as Uint8Array[])[0]));
  engine.evaluate(outputFiles[0]!.text, 'resize.js');
  const data = pattern();
  for (const scale of SCALES) engine.call('resize', data, WIDTH, HEIGHT, scale);
  const wasm = SCALES.map(
    (scale) => resize({ data, width: WIDTH, height: HEIGHT }, { scale, engine: 'wasm' }).data,
  );
  expect(results.map((bytes) => Array.from(bytes!))).toEqual(wasm.map((bytes) => Array.from(bytes)));
});
