import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KcStudio } from '../src/studio/kc-studio.ts';
import { launchChromium } from './chromium.ts';
import { openStudioPage } from './studio-page.ts';

/** Names of files, which have no place to break. */
const NAMES = [26, 80, 200].map((length) => `${'Screenshot'.repeat(20).slice(0, length - 4)}.png`);

/** What a studio shows in turn, with a name. */
const STATES: Readonly<Record<string, (studio: KcStudio) => void>> = {
  'a goal': () => {},
  'a number': (studio) => {
    studio.request = { ...studio.request, quality: 'colors', fixedColors: ['#ff0000', '#0000ff'] };
  },
  'a JPEG': (studio) => {
    studio.source = 'jpeg';
  },
  'an original that is kept': (studio) => {
    studio.facts = { ...studio.facts!, approximate: false, outcome: 'kept' };
  },
  'a message': (studio) => {
    studio.message = `${studio.name} could not be compressed.`;
  },
  'an animation': (studio) => {
    studio.animated = true;
    studio.actions = [];
  },
  'an error': (studio) => {
    studio.message = `${studio.name} is no image.`;
    studio.phase = 'error';
  },
  'an image that opens': (studio) => {
    studio.phase = 'loading';
  },
};

describe('the whole view', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openStudioPage(browser);
    await page.evaluate(() => {
      const paint = (width: number, height: number) => ({
        data: new Uint8Array(width * height * 4).fill(255),
        width,
        height,
      });
      /** Makes a studio with a name in the middle of its work. */
      const make = (name: string) => {
        const studio = document.createElement('kc-studio') as KcStudio;
        document.body.replaceChildren(studio);
        Object.assign(studio, { name, phase: 'ready', source: 'png', originalBytes: 123_240_512 });
        studio.style.height = '900px';
        studio.actions = ['save-over', 'save-copy', 'copy-palette'];
        studio.palette = ['#ff0000', '#00ff00', '#0000ff'].map((hex) => ({ hex, share: 1 / 3 }));
        studio.drawBefore(paint(40, 30), { width: 12_000, height: 9000 });
        studio.drawAfter(paint(40, 30));
        studio.facts = {
          before: 123_240_512,
          after: 98_765_432,
          approximate: true,
          outcome: 'compressed',
          width: 12_000,
          height: 9000,
          psnr: 36.2,
          deltaE: 1.1,
          qualityScore: { score: 71, target: 70 },
          requested: studio.request,
          notes: [`${name} is 16 bits deep.`],
        };
        return studio;
      };
      /** What of the words and controls is outside of the window, or cut off. */
      const cutOff = (root: ParentNode): string[] =>
        [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
          const inside = element.shadowRoot ? cutOff(element.shadowRoot) : [];
          const { left, right, width } = element.getBoundingClientRect();
          if (width < 2 || element.matches('.unseen, .stage *, [slot]') || !element.checkVisibility())
            return inside;
          const isOut = left < -0.5 || right > innerWidth + 0.5;
          const { overflowX } = getComputedStyle(element);
          const isCut = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
          const name = `${element.localName}.${element.className}`;
          return isOut || isCut ? [...inside, `${name} ${left}–${right} ${element.scrollWidth}`] : inside;
        });
      Object.assign(window, { make, cutOff });
      document.body.style.margin = '0';
    });
  });
  afterAll(() => browser?.close());

  // 320 pixels are also what is left of 640 when a page is zoomed to 200 %.
  it.each([320, 400, 640, 700, 960, 1280, 1600])('cuts nothing off at a width of %d', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    for (const isForeign of [false, true]) {
      await page.evaluate((isForeign) => {
        const { TEXTS, setTexts } = window.ui;
        // Other languages: longer words, and from right to left.
        const longer = (text: string) =>
          text.replace(/\{\w+\}|\p{L}+/gu, (word) =>
            word.startsWith('{') ? word : word + word.slice(-word.length / 3),
          );
        const texts = Object.entries(TEXTS).map(([id, text]) => [id, isForeign ? longer(text) : text]);
        setTexts(Object.fromEntries(texts));
        document.documentElement.dir = isForeign ? 'rtl' : 'ltr';
      }, isForeign);
      for (const [state, change] of Object.entries(STATES)) {
        const found = await page.evaluate(
          `(${JSON.stringify(NAMES)}).flatMap((name) => { (${change.toString()})(make(name)); return cutOff(document); })`,
        );
        expect(found, `${state}${isForeign ? ', another language' : ''}`).toEqual([]);
      }
    }
  });
});
