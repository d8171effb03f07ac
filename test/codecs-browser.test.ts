import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type CompressOptions, compressImage } from '@kcolors/codecs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorker } from '../packages/codecs/test/helpers/bundle-worker.ts';
import { sharp } from '../packages/codecs/test/helpers/independent-decoders.ts';
import { gradient } from '../packages/codecs/test/helpers/pictures.ts';
import { launchChromium } from '../packages/ui/test/chromium.ts';
import { bundlePage, SCRIPTS } from './parallel/one-file.ts';

const POLICY = `${SCRIPTS}; worker-src blob:; connect-src 'self'`;

const SMALL = { maxSide: 200 };

/** Jobs that between them run every codec. */
const JOBS: readonly { file: string; options: CompressOptions }[] = [
  { file: 'skimage_chelsea.png', options: { quantize: { maxColors: 20, space: 'oklab' }, resize: SMALL } },
  { file: 'skimage_chelsea.png', options: { format: 'gif', quantize: { maxColors: 5 }, resize: SMALL } },
  { file: 'clipart_mug.png', options: { format: 'webp', effort: 'fast', resize: SMALL } },
  { file: 'skimage_rocket.jpg', options: { format: 'keep', jpegQuality: 50, resize: { maxSide: 300 } } },
];

const read = (file: string) => new Uint8Array(readFileSync(new URL(`fixtures/${file}`, import.meta.url)));
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** An AVIF in Display P3 that is stored turned, and partly translucent. */
const picture = gradient(48, 32, (x) => (x < 8 ? 128 : 255));
const turned = await sharp(picture.data, { raw: { width: 48, height: 32, channels: 4 } })
  .withMetadata({ orientation: 6 })
  .withIccProfile('p3')
  .avif({ quality: 95, chromaSubsampling: '4:4:4' })
  .toBuffer();

let server: Server;
let browser: Browser;

beforeAll(async () => {
  const html = await bundlePage(fileURLToPath(new URL('codecs/page.ts', import.meta.url)));
  const worker = await bundleWorker();
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') response.setHeader('content-type', 'text/html').end(html(POLICY));
    else if (path === '/worker.js') response.end(worker);
    else if (path === '/turned.avif') response.end(turned);
    else if (path.startsWith('/fixtures/')) response.end(read(path.slice('/fixtures/'.length)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('a worker from a blob:, under a policy without eval, gives the bytes of compressImage', async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  const { port } = server.address() as { port: number };
  await page.goto(`http://127.0.0.1:${port}/`);
  const report = (await page.evaluate(`runJobs(${JSON.stringify(JOBS)})`)) as {
    evalIsForbidden: boolean;
    files: string[];
    session: string[];
    previews: (number | undefined)[];
    ended: string;
    refused: string[];
  };
  const expected = [];
  for (const { file, options } of JOBS) expected.push(hash((await compressImage(read(file), options)).bytes));
  const ofSession = [];
  for (const { options } of JOBS)
    ofSession.push(hash((await compressImage(read(JOBS[0]!.file), options)).bytes));
  expect(report).toEqual({
    evalIsForbidden: true,
    files: expected,
    session: ofSession,
    previews: [3, undefined, 6],
    ended: 'AbortError: A later call of the session has ended this one',
    refused: ['true', 'empty-file', 'true', 'option-out-of-range'],
  });
  expect(complaints.filter((text) => !/favicon|404/.test(text))).toEqual([]);
  await page.close();
});

test('the decoder of the browser reads AVIF, upright and in sRGB', async () => {
  const page = await browser.newPage();
  const { port } = server.address() as { port: number };
  await page.goto(`http://127.0.0.1:${port}/`);
  const decoded = (await page.evaluate(`decodeAvif('/turned.avif')`)) as {
    data: number[];
    width: number;
    height: number;
    hasProfile: boolean;
  };
  expect(decoded).toMatchObject({ width: 32, height: 48, hasProfile: false });
  const expected = await sharp(turned).autoOrient().toColourspace('srgb').ensureAlpha().raw().toBuffer();
  const differences = decoded.data.map((value, i) => Math.abs(value - expected[i]!));
  expect(differences.length).toBe(expected.length);
  expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(2);
  await page.close();
});
