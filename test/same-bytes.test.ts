import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type CompressOptions, compressImage } from '@kcolors/codecs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../packages/ui/test/chromium.ts';

const root = new URL('..', import.meta.url);

/** Jobs that between them run every codec and every space, with dithering and alpha. */
const JOBS: readonly { file: string; options: CompressOptions }[] = [
  { file: 'skimage_chelsea.png', options: { quantize: { maxColors: 16 } } },
  {
    file: 'skimage_chelsea.png',
    options: {
      format: 'webp',
      quantize: { maxColors: 200, space: 'oklab', dither: 1 },
      resize: { maxSide: 200 },
    },
  },
  {
    file: 'clipart_mug.png',
    options: { quantize: { maxColors: 24 }, resize: { maxSide: 200 }, effort: 'fast' },
  },
  {
    file: 'clipart_mug.png',
    options: { format: 'gif', quantize: { maxColors: 9, space: 'oklab' }, resize: { maxSide: 200 } },
  },
  {
    file: 'skimage_rocket.jpg',
    options: { quantize: { maxColors: 4, init: 'k-means++', seed: 5 }, effort: 'fast' },
  },
  { file: 'skimage_rocket.jpg', options: { format: 'keep', jpegQuality: 60 } },
  { file: 'skimage_chelsea.png', options: { quality: 'good', effort: 'fast', resize: { maxSide: 200 } } },
  { file: 'clipart_mug.png', options: { quality: 'small', effort: 'fast', resize: { maxSide: 100 } } },
  { file: 'clipart_mug.png', options: { resize: { scale: 0.37 }, effort: 'fast' } },
];

const read = (file: string) => new Uint8Array(readFileSync(new URL(`test/fixtures/${file}`, root)));
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const results: string[] = [];
let server: Server;
let browser: Browser;

beforeAll(async () => {
  for (const { file, options } of JOBS) results.push(hash((await compressImage(read(file), options)).bytes));
  // The built packages as any static server would give them.
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const page = path === '/';
    if (path === '/favicon.ico') {
      response.writeHead(404).end();
      return;
    }
    response.setHeader(
      'content-type',
      page ? 'text/html' : path.endsWith('.js') ? 'text/javascript' : 'image/png',
    );
    const core = (entry = '') => `/packages/core/dist/${entry}index.js`;
    const map = {
      imports: {
        '@kcolors/core': core(),
        '@kcolors/core/quality-score': core('quality-score/'),
        '@kcolors/core/resize': core('resize/'),
        '@kcolors/core/threads': core('threads/'),
      },
    };
    response.end(
      page
        ? `<!doctype html><script type="importmap">${JSON.stringify(map)}</script>`
        : readFileSync(new URL(`.${path}`, root)),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('twice in one process', async () => {
  for (const [i, { file, options }] of JOBS.entries()) {
    expect(hash((await compressImage(read(file), options)).bytes)).toBe(results[i]);
  }
});

test('in another process, from a view into a larger buffer', () => {
  const script = `
    import { compressImage } from '@kcolors/codecs';
    import { createHash } from 'node:crypto';
    import { readFileSync } from 'node:fs';
    const hashes = [];
    for (const { file, options } of ${JSON.stringify(JOBS)}) {
      const bytes = readFileSync('fixtures/' + file);
      const larger = new Uint8Array(bytes.length + 10).fill(7);
      larger.set(bytes, 3);
      const result = await compressImage(larger.subarray(3, 3 + bytes.length), options);
      hashes.push(createHash('sha256').update(result.bytes).digest('hex'));
    }
    console.log(JSON.stringify(hashes));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('test/', root)),
    encoding: 'utf8',
  });
  expect(JSON.parse(output)).toEqual(results);
});

test('in Chromium', async () => {
  const { port } = server.address() as { port: number };
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  // As text: what transforms this file for the tests must not touch what runs in the page.
  const hashes = await page.evaluate(`(async (jobs) => {
    const { compressImage } = await import('/packages/codecs/dist/index.js');
    const found = [];
    for (const { file, options } of jobs) {
      const bytes = new Uint8Array(await (await fetch('/test/fixtures/' + file)).arrayBuffer());
      const result = await compressImage(bytes, options);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', result.bytes));
      found.push(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
    return found;
  })(${JSON.stringify(JOBS)})`);
  expect(hashes).toEqual(results);
});
