import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../../packages/ui/test/chromium.ts';
import { bundlePage, SCRIPTS } from '../../parallel/one-file.ts';
import { markdownTable } from '../table.ts';
import type { BenchPage, Redraw, Setting } from './page.ts';

const USAGE = `npm run bench:browser -- [options] [image]

Measures in headless Chromium how long a dragged slider of colors waits for its preview, from 2 to 256 colors, with
the session on the page's thread and in a separate one. Without an image it uses one of the project.

  --sweeps n  drags of the slider (4)
  --write     rewrite docs/benchmarks-browser.md`;

const TITLE = `# Benchmarks in a browser

Made by \`npm run bench:browser -- --write\`. \`npm run bench:browser -- path/to/image\` measures on your machine and image.

The benchmark drags a slider of colors in headless Chromium and measures how long each new preview takes to appear. The
session, which holds the counted image, runs on the page's own thread or in a separate one.`;

const DOCS = fileURLToPath(new URL('../../../docs/benchmarks-browser.md', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../fixtures/skimage_coffee.png', import.meta.url));
/** Smaller images are enlarged to the default size of previews. */
const MIN_PIXELS = 2 ** 20;
const KS = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256];
const SETTINGS: readonly Setting[] = (['wasm', 'js'] as const).flatMap((engine) =>
  (['mse', 'perceptual'] as const).flatMap((objective) =>
    [0, 0.75].flatMap((dither) =>
      (['page', 'thread'] as const).map((where) => ({ engine, objective, dither, where })),
    ),
  ),
);
/** Two frames of a 60 Hz screen. */
const PROMISED = 33;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sweeps: { type: 'string', default: '4' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(path: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await openPage(await browser.newPage());
    const size = await page.evaluate(
      ([url, minPixels]) => (globalThis as unknown as { bench: BenchPage }).bench.load(url, minPixels),
      [dataUrl(path), MIN_PIXELS] as const,
    );
    const rows: string[][] = [];
    for (const setting of SETTINGS) {
      console.error(`${JSON.stringify(setting)} …`);
      const redraws = await page.evaluate(
        ([each, ks, sweeps]) => (globalThis as unknown as { bench: BenchPage }).bench.drag(each, ks, sweeps),
        [setting, KS, Number(flags.sweeps)] as const,
      );
      rows.push(rowOf(setting, redraws));
    }
    const about = `${basename(path)}, previews of ${size.width} × ${size.height} pixels. ${cpus()[0]!.model.trim()}, ${cpus().length} cores, Chromium ${browser.version()}, headless, drawing without a GPU. Load average ${loadavg()[0]!.toFixed(1)}.`;
    const report = [
      TITLE,
      about,
      markdownTable(COLUMNS, rows, ['session', 'engine', 'objective', 'dither']),
      NOTES,
    ];
    console.log(report.slice(1).join('\n\n'));
    if (flags.write) writeFileSync(DOCS, `${report.join('\n\n')}\n`);
  } finally {
    await browser.close();
  }
}

/** Opens the page as one file, under a content security policy without `eval`. */
async function openPage(page: Page): Promise<Page> {
  const html = await bundlePage(fileURLToPath(new URL('page.ts', import.meta.url)));
  const address = 'http://kcolors.test/';
  const body = html(`${SCRIPTS}; worker-src blob:`);
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
  return page;
}

function dataUrl(path: string): string {
  const type = extname(path).slice(1).toLowerCase().replace('jpg', 'jpeg');
  return `data:image/${type};base64,${readFileSync(path).toString('base64')}`;
}

const COLUMNS = [
  'session',
  'engine',
  'objective',
  'dither',
  'frame, median',
  'frame, 95 %',
  'worst k',
  'its frame, median',
  'preview',
  'labels alone',
  'drawing',
];

function rowOf({ dither, engine, objective, where }: Setting, redraws: readonly Redraw[]): string[] {
  const share = (part: number, of: (redraw: Redraw) => number, from = redraws) =>
    from.map(of).sort((a, b) => a - b)[Math.ceil(part * from.length) - 1]!;
  const frameOf = (k: number) =>
    share(
      0.5,
      ({ frame }) => frame,
      redraws.filter((redraw) => redraw.k === k),
    );
  const worst = KS.reduce((a, b) => (frameOf(b) > frameOf(a) ? b : a));
  const median = share(0.5, ({ frame }) => frame);
  return [
    where === 'page' ? 'on the page' : 'in a thread',
    engine,
    objective,
    `${dither}`,
    `${median.toFixed(1)}${median > PROMISED ? ' *' : ''}`,
    share(0.95, ({ frame }) => frame).toFixed(1),
    `${worst}`,
    frameOf(worst).toFixed(1),
    share(0.5, ({ preview }) => preview).toFixed(1),
    share(0.5, ({ labels }) => labels).toFixed(1),
    share(0.5, ({ draw }) => draw).toFixed(1),
  ];
}

const NOTES = `All times are in milliseconds. The slider goes from ${KS[0]} to ${KS.at(-1)} colors in ${KS.length} steps and back.

- \`frame\` is the time from a change of the slider until the frame with the new colors is drawn, at 60 frames per second.
- \`preview\` is the time to find colors and label the pixels. \`labels alone\` repeats it with the same colors.
- \`drawing\` is the time to turn labels into canvas pixels. The rest of \`frame\` is the wait for the next frame.
- \`*\` marks medians above ${PROMISED} ms, which is two frames.

The page is a single file under a content security policy without \`eval\`.`;

if (flags.help) console.log(USAGE);
else await main(positionals[0] ?? SAMPLE);
