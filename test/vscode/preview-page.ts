import { createHash } from 'node:crypto';
import type { FrameLocator, Locator } from 'playwright-core';
import { faultsOf } from './faults.ts';
import { until } from './until.ts';

/** The preview of an image in its webview. */
export interface PreviewPage {
  readonly studio: Locator;
  /** Waits until the result at full size is shown, and returns it. */
  settled(): Promise<Shown>;
  /** The shown result or estimate. */
  shown(): Promise<Shown>;
  /** The slider for the number of colors. */
  readonly colors: Locator;
  /** An option of the goal: one under Auto, or Auto itself. */
  goal(name: string): Locator;
  /** Sets a number of colors that has its own button. */
  byNumber(colors: number): Promise<void>;
  readonly swatches: Locator;
  action(id: string): Locator;
  /** Serious and critical accessibility violations, by all rules or by some. */
  faults(rules?: readonly string[]): Promise<string[]>;
}

interface Shown {
  /** The shown size of the result, with `≈` for an estimate. */
  readonly size: string;
  /** Number of colors in the palette. */
  readonly colors: number;
  /** Hash of the pixels of the result. */
  readonly picture: string;
  /** RGBA pixels of the result. */
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
}

export function previewPage(webview: FrameLocator): PreviewPage {
  const studio = webview.locator('kc-studio');
  const facts = studio.locator('kc-facts .after');
  const swatches = studio.locator('kc-palette .swatch');

  const shown = async (): Promise<Shown> => {
    const { data, ...size } = await studio.locator('canvas[slot=after]').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      let text = '';
      for (let at = 0; at < data.length; at += 0x8000) {
        text += String.fromCharCode(...data.subarray(at, at + 0x8000));
      }
      return { data: btoa(text), width, height };
    });
    const pixels = Buffer.from(data, 'base64');
    return {
      ...size,
      pixels,
      picture: createHash('sha256').update(pixels).digest('hex'),
      size: (await facts.textContent()) ?? '',
      colors: await swatches.count(),
    };
  };

  return {
    studio,
    shown,
    async settled() {
      await until(
        'the result at full size is shown',
        async () => {
          const text = await facts.textContent({ timeout: 1000 }).catch(() => '≈');
          const runs = await studio.locator('kc-facts .progress.runs').count();
          return runs === 0 && text !== '' && !text?.includes('≈');
        },
        60,
      );
      return shown();
    },
    colors: studio.locator('#colors'),
    goal: (name) => studio.getByRole('radio', { name, exact: true }),
    async byNumber(colors) {
      await studio.getByRole('radio', { name: 'By number' }).check();
      await studio.locator(`[data-colors="${colors}"]`).click();
    },
    swatches,
    action: (id) => studio.locator(`[data-action="${id}"]`),
    faults: (rules) => faultsOf(studio, rules),
  };
}
