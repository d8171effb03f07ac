import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type * as Studio from '../src/studio.ts';

declare global {
  interface Window {
    /** The module as published. */
    ui: typeof Studio;
    /** Events that were fired, in their order. */
    heard: { type: string; detail: unknown }[];
  }
}

const ORIGIN = 'https://studio.test';
const POLICY = "default-src 'none'; script-src 'self'; img-src data:";
const PAGE = `<!doctype html><html lang="en"><title>Studio</title><script type="module" src="/start.js"></script><body></body></html>`;
const START = `import * as ui from '/studio.js';
import { nearestName } from '/codecs/color-names/index.js';
ui.setColorNamer(nearestName);
ui.defineStudio();
Object.assign(window, { ui, heard: [] });
for (const type of ['kc-request', 'kc-copy', 'kc-action', 'kc-edit', 'kc-view']) {
  document.addEventListener(type, ({ detail }) => heard.push({ type, detail }));
}
addEventListener('securitypolicyviolation', ({ violatedDirective }) => heard.push({ type: 'violation', detail: violatedDirective }));`;

/** A page with the built module and nothing else, under a policy that allows no inline style or script. */
export async function openStudioPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const headers = { 'content-security-policy': POLICY };
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: PAGE, headers });
    const path = pathname.startsWith('/codecs/')
      ? `../../codecs/dist/${pathname.slice(8)}`
      : `../dist${pathname}`;
    const file = new URL(path, import.meta.url);
    const body = pathname === '/start.js' ? START : await readFile(file, 'utf8');
    return route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(ORIGIN);
  await page.waitForFunction(() => window.ui !== undefined);
  return page;
}
