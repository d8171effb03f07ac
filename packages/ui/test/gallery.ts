import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

interface GalleryOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly permissions?: readonly string[];
}

const ADDRESS = pathToFileURL(new URL('../gallery.html', import.meta.url).pathname).href;
const pages = new WeakMap<Browser, Promise<Page>>();

/**
 * Opens the page with every state of the components and waits for its pictures. A browser has one such page: it is loaded
 * anew, which takes a quarter of the time of another one.
 */
export async function openGallery(
  browser: Browser,
  { colorScheme = 'light', permissions = [] }: GalleryOptions = {},
): Promise<Page> {
  const opening = pages.get(browser) ?? newPage(browser);
  pages.set(browser, opening);
  const page = await opening;
  await page.context().clearPermissions();
  await page.context().grantPermissions([...permissions]);
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.goto(ADDRESS);
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  );
  return page;
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}
