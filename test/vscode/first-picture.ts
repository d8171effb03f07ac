import type { Locator, Page } from 'playwright-core';

/** The first picture of a file that a preview shows, before its codecs are ready. */
export interface FirstPicture {
  /** Size of the file in pixels. */
  readonly width: number;
  readonly height: number;
  /** Its center on the page. */
  readonly middle: readonly [number, number];
  /**
   * Milliseconds from the click in the menu until it was painted; undefined when a better picture appeared
   * first.
   */
  readonly after: number | undefined;
}

type Kept = Pick<FirstPicture, 'width' | 'height' | 'middle'>;

const watched = new WeakSet<Page>();

/** Watches for the first picture of each preview opened from now on. Times come from the browser's clock. */
export async function watchFirstPicture(page: Page): Promise<(studio: Locator) => Promise<FirstPicture>> {
  if (!watched.has(page)) await watch(page);
  watched.add(page);
  return async (studio) => {
    const { kept, painted } = await studio.evaluate(
      () =>
        new Promise<{ kept: Kept; painted: number | undefined }>((found) => {
          const { opening: kept } = window as unknown as { opening: Kept };
          const observer = new PerformanceObserver((list) => {
            const entry = list
              .getEntries()
              .find((each) => 'url' in each && `${each.url}`.startsWith('data:'));
            found({ kept, painted: entry && performance.timeOrigin + entry.startTime });
          });
          observer.observe({ type: 'largest-contentful-paint', buffered: true });
          setTimeout(() => found({ kept, painted: undefined }), 2000);
        }),
    );
    const clicked = await page.evaluate(() => (window as unknown as { clicked: number }).clicked);
    return { ...kept, after: painted && Math.round(painted - clicked) };
  };
}

async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const note = () => Object.assign(window, { clicked: performance.timeOrigin + performance.now() });
    addEventListener('mouseup', note, true);
  });
  await page.addInitScript(() => {
    const { remove } = Element.prototype;
    Element.prototype.remove = function (this: Element) {
      if (this.isConnected && this.className === 'opening' && this instanceof HTMLImageElement) {
        const { x, y, width, height } = this.getBoundingClientRect();
        const middle = [x + width / 2, y + height / 2];
        Object.assign(window, { opening: { width: this.naturalWidth, height: this.naturalHeight, middle } });
      }
      remove.call(this);
    };
  });
}
