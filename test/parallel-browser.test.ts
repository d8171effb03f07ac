import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { quantize } from '@kcolors/core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../packages/ui/test/chromium.ts';
import { bundlePage, SCRIPTS } from './parallel/one-file.ts';
import type { PageReport } from './parallel/page.ts';
import { JOB, picture } from './parallel/picture.ts';

const POLICY = `${SCRIPTS}; worker-src blob:`;

let server: Server;
let browser: Browser;
/** The page of `parallel/page.ts` in one file, under a policy. */
let html: (policy?: string) => string;

beforeAll(async () => {
  html = await bundlePage(fileURLToPath(new URL('parallel/page.ts', import.meta.url)));
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      request.url === '/host' ? '<!doctype html>' : html(request.url === '/' ? undefined : POLICY),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens an address with the means to wait for the report of a page. */
async function open(path: string) {
  const page = await browser.newPage();
  await page.addInitScript(`
    const plain = (value) => ArrayBuffer.isView(value) ? Array.from(value)
      : value?.constructor === Object ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
      : value;
    globalThis.report = new Promise((done) => addEventListener('message', ({ data }) => done(plain(data))));`);
  const { port } = server.address() as { port: number };
  await page.goto(`http://127.0.0.1:${port}${path}`);
  return page;
}

type Plain<Value> = Value extends Uint8Array
  ? number[]
  : Value extends object
    ? { [Key in keyof Value]: Plain<Value[Key]> }
    : Value;
type Report = Plain<PageReport>;

/** What every page has to say, however it runs its jobs. */
function expectSameAsHere(report: Report, kind: string) {
  const { palette, indices } = quantize(picture(...JOB.image), JOB.options);
  expect(report).toMatchObject({
    kind,
    palette: Array.from(palette),
    indices: Array.from(indices),
    next: Array.from(palette),
    aborted: 'enough',
    refused: ['true', 'option-out-of-range', 'an integer between 1 and 256', '0 of type number'],
    session: {
      kind,
      previews: [3, undefined, undefined, 6],
      quantized: Array.from(palette),
      ended: 'AbortError: A later call of the session has ended this one',
      previewInThread: report.session.previewOnPage,
    },
  });
  expect(report.session.previewOnPage).toHaveLength(4000);
  expect(report.done.length).toBeGreaterThan(3);
  expect(report.done).toEqual([...report.done].sort((a, b) => a - b));
  expect(report.done.at(-1)).toBeLessThanOrEqual(1);
  expect(report.wait).toBeLessThan(4000); // what is forbidden is known at once, not when patience ends
  expect(report.ticks).toBeGreaterThan(0);
}

test.each(['/', '/under-a-policy'])(
  'a page from one file, served at %s, works in blob: workers',
  async (path) => {
    const page = await open(path);
    const report = (await page.evaluate('report')) as Report;
    expect(report.origin).toMatch(/^http:/);
    expect(report.evalIsForbidden).toBe(path !== '/');
    expectSameAsHere(report, 'blob');
  },
);

test.each([
  ['blob', 'worker-src blob:'],
  ['data', 'worker-src data:'],
  ['inline', "worker-src 'none'"],
])(
  'a sandboxed frame without an origin works by way of %s where the policy says %s',
  async (kind, workers) => {
    const page = await open('/host');
    await page.evaluate(
      (content) => {
        const frame = document.createElement('iframe');
        frame.sandbox.add('allow-scripts');
        frame.srcdoc = content;
        document.body.append(frame);
      },
      html(`${SCRIPTS}; ${workers}`),
    );
    const report = (await page.evaluate('report')) as Report;
    expect(report.origin).toBe('null');
    expect(report.evalIsForbidden).toBe(true);
    expectSameAsHere(report, kind);
  },
);
