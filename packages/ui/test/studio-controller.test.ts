import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StudioController } from '../src/studio/controller.ts';
import type { KcStudio } from '../src/studio/kc-studio.ts';
import type { CompressCall, StudioPicture, StudioPreview, StudioResult } from '../src/studio/types.ts';
import { launchChromium } from './chromium.ts';
import { openStudioPage } from './studio-page.ts';

/** What waits for its answer, so that a test can answer in any order. */
interface Call<T> {
  readonly colors: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: CompressCall['onProgress'];
  readonly onPicture?: (picture: StudioPicture) => void;
  answer(result: T | undefined): void;
  fail(message: string): void;
}

interface Scene {
  readonly studio: KcStudio;
  readonly controller: StudioController;
  readonly previews: Call<StudioPreview>[];
  readonly runs: Call<StudioResult>[];
  /** Asks for a number of colors as a hand on the slider does. */
  ask(colors: number, resting: boolean): void;
  preview(bytes: number): StudioPreview;
  result(bytes: number, outcome?: 'compressed' | 'kept'): StudioResult;
  /** What can be seen: size of the result, and the red of its pixel. */
  seen(): { after: number | undefined; approximate: boolean | undefined; red: number };
  /** Lets promises go on. */
  settle(): Promise<void>;
}

declare global {
  interface Window {
    scene: Scene;
  }
}

describe('connectStudio', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openStudioPage(browser);
  });
  afterAll(() => browser?.close());

  beforeEach(() =>
    page.evaluate(() => {
      const studio = document.createElement('kc-studio') as KcStudio;
      document.body.replaceChildren(studio);
      const previews: Call<never>[] = [];
      const runs: Call<never>[] = [];
      const wait = (calls: Call<never>[], call: object) =>
        new Promise<never>((resolve, reject) => {
          calls.push({
            ...call,
            answer: (result: unknown) => resolve(result as never),
            fail: (message: string) => reject(new Error(message)),
          } as Call<never>);
        });
      // A pixel whose red is the number of bytes: it tells which answer is seen.
      const image = (bytes: number) => ({ data: Uint8Array.of(bytes % 256, 0, 0, 255), width: 1, height: 1 });
      studio.phase = 'loading';
      studio.originalBytes = 1000;
      studio.drawBefore(image(255));
      const controller = window.ui.connectStudio(studio, {
        preview: ({ colors }, onPicture) => wait(previews, { colors, onPicture }),
        compress: ({ colors }, options) => wait(runs, { colors, ...options }),
      });
      const common = { palette: [{ hex: '#ff0000', share: 1 }], psnr: 40, deltaE: 0.5 };
      window.scene = {
        studio,
        controller,
        previews,
        runs,
        ask(colors, resting) {
          studio.request = { ...studio.request, colors };
          const detail = { request: studio.request, resting };
          studio.dispatchEvent(new CustomEvent('kc-request', { detail }));
        },
        preview: (bytes) => ({ ...common, image: image(bytes), estimatedBytes: bytes }),
        result: (bytes, outcome = 'compressed') => ({
          ...common,
          image: image(bytes),
          bytes: new Uint8Array(bytes),
          format: 'png',
          outcome,
          bytesBefore: 1000,
          bytesAfter: bytes,
          notes: ['A note.'],
        }),
        seen() {
          const canvas = studio.shadowRoot!.querySelector<HTMLCanvasElement>('[slot=after]')!;
          const { facts } = studio;
          const red = canvas.getContext('2d')!.getImageData(0, 0, 1, 1).data[0]!;
          return { after: facts?.after, approximate: facts?.approximate, red };
        },
        settle: () => new Promise((resolve) => setTimeout(resolve)),
      };
    }),
  );

  it('previews and compresses at first, and shows the view with the first answer', async () => {
    const steps = await page.evaluate(async () => {
      const { studio, previews, runs, preview, result, seen, settle } = window.scene;
      const seenAt = [];
      previews[0]!.answer(preview(90));
      await settle();
      seenAt.push({ ...seen(), phase: studio.phase, progress: studio.progress });
      runs[0]!.onProgress!(0.6);
      seenAt.push({ progress: studio.progress });
      runs[0]!.answer(result(80));
      await settle();
      seenAt.push({ ...seen(), notes: studio.facts!.notes, progress: studio.progress });
      return seenAt;
    });
    expect(steps).toEqual([
      { after: 90, approximate: true, red: 90, phase: 'ready', progress: 0 },
      { progress: 0.6 },
      { after: 80, approximate: false, red: 80, notes: ['A note.'], progress: undefined },
    ]);
  });

  it('shows the picture of a preview before the rest, once there is a view', async () => {
    const seenAt = await page.evaluate(async () => {
      const { studio, previews, runs, preview, result, ask, seen, settle } = window.scene;
      previews[0]!.onPicture!(preview(95));
      const first = studio.phase;
      runs[0]!.answer(result(80));
      await settle();
      ask(8, false);
      previews[1]!.onPicture!(preview(60));
      const early = seen();
      previews[0]!.onPicture!(preview(70)); // of an older question
      const still = seen();
      previews[1]!.answer(preview(60));
      await settle();
      return { first, early, still, last: seen() };
    });
    expect(seenAt).toEqual({
      first: 'loading',
      early: { after: 80, approximate: false, red: 60 },
      still: { after: 80, approximate: false, red: 60 },
      last: { after: 60, approximate: true, red: 60 },
    });
  });

  it('only previews while the hand moves, and ends what runs', async () => {
    const facts = await page.evaluate(async () => {
      const { controller, previews, runs, result, ask, settle } = window.scene;
      runs[0]!.answer(result(80));
      await settle();
      const had = controller.result?.bytesAfter;
      ask(20, true);
      const signal = runs[1]!.signal!;
      ask(24, false);
      ask(28, false);
      return {
        had,
        has: controller.result,
        aborted: signal.aborted,
        runs: runs.map(({ colors }) => colors),
        previews: previews.map(({ colors }) => colors),
      };
    });
    expect(facts).toEqual({
      had: 80,
      aborted: true,
      runs: [16, 20],
      previews: [16, 20, 24, 28],
      has: undefined,
    });
  });

  it('never shows an answer after that to a later question', async () => {
    const steps = await page.evaluate(async () => {
      const { previews, runs, preview, result, ask, seen, settle } = window.scene;
      const bytes = [];
      ask(20, false);
      ask(24, false);
      previews[2]!.answer(preview(24));
      await settle();
      previews[1]!.answer(preview(20)); // late
      previews[0]!.answer(preview(16));
      runs[0]!.answer(result(17)); // of a question before
      await settle();
      bytes.push(seen().red);
      ask(28, true);
      runs[1]!.answer(result(29));
      await settle();
      previews[3]!.answer(preview(28)); // less than what is shown of the same question
      await settle();
      bytes.push(seen().red);
      return bytes;
    });
    expect(steps).toEqual([24, 29]);
  });

  it('shows what comes while the hand moves, though more is asked already', async () => {
    const steps = await page.evaluate(async () => {
      const { previews, preview, ask, seen, settle } = window.scene;
      const reds = [];
      ask(20, false);
      ask(24, false);
      previews[1]!.answer(preview(20));
      await settle();
      reds.push(seen().red);
      ask(28, true); // at rest, only the newest counts
      previews[2]!.answer(preview(24));
      await settle();
      reds.push(seen().red);
      previews[3]!.answer(preview(28));
      await settle();
      reds.push(seen().red);
      return reds;
    });
    expect(steps).toEqual([20, 20, 28]);
  });

  it('goes on when a preview was overtaken', async () => {
    const after = await page.evaluate(async () => {
      const { previews, runs, result, seen, settle } = window.scene;
      previews[0]!.answer(undefined);
      runs[0]!.answer(result(80, 'kept'));
      await settle();
      return { ...seen(), outcome: window.scene.studio.facts!.outcome };
    });
    expect(after).toEqual({ after: 80, approximate: false, red: 80, outcome: 'kept' });
  });

  it('hands out what is shown, and waits where it is still to come', async () => {
    const got = await page.evaluate(async () => {
      const { controller, runs, result, ask, settle } = window.scene;
      const first = controller.current();
      ask(20, false); // overtakes it: what is asked in the end is what is saved
      ask(20, true);
      runs[0]!.fail('aborted');
      await settle();
      runs[1]!.answer(result(70));
      const sizes = [(await first).bytes.length, (await controller.current()).bytes.length];
      return { sizes, same: (await controller.current()) === controller.result };
    });
    expect(got).toEqual({ sizes: [70, 70], same: true });
  });

  it('says what went wrong, and forgets it with the next question', async () => {
    const said = await page.evaluate(async () => {
      const { studio, controller, runs, previews, preview, result, ask, settle } = window.scene;
      previews[0]!.answer(preview(90));
      await settle();
      const waiting = controller.current().catch((error: Error) => error.message);
      runs[0]!.fail('Out of memory.');
      await settle();
      const messages = [studio.message, await waiting, studio.phase];
      messages.push(await controller.current().then(String, (error: Error) => error.message));
      const facts = studio.facts;
      ask(20, true);
      messages.push(studio.message);
      runs[1]!.answer(result(70));
      messages.push(String((await controller.current()).bytesAfter));
      return { messages, facts };
    });
    expect(said).toEqual({
      messages: ['Out of memory.', 'Out of memory.', 'ready', 'Out of memory.', '', '70'],
      facts: undefined,
    });
  });

  it('says it in place of the view when there is nothing to see yet', async () => {
    const phases = await page.evaluate(async () => {
      const { studio, controller, previews, runs, result, settle } = window.scene;
      previews[0]!.fail('The preview failed.'); // the run tells
      await settle();
      const seen: unknown[] = [studio.phase];
      runs[0]!.fail('Not an image.');
      await settle();
      seen.push(studio.phase, studio.message);
      controller.refresh();
      runs[1]!.answer(result(70));
      await settle();
      return [...seen, studio.phase];
    });
    expect(phases).toEqual(['loading', 'error', 'Not an image.', 'ready']);
  });

  it('shows nothing of another picture after a refresh, and nothing at all once disconnected', async () => {
    const seen = await page.evaluate(async () => {
      const { controller, studio, previews, runs, preview, result, ask, seen, settle } = window.scene;
      const reds = [];
      ask(20, false);
      controller.refresh();
      previews[1]!.answer(preview(20));
      await settle();
      reds.push(seen().red);
      const waiting = controller.current().catch((error: Error) => error.name);
      controller.disconnect();
      const signal = runs.at(-1)!.signal!;
      previews[2]!.answer(preview(30));
      runs[1]!.answer(result(31));
      ask(40, true);
      await settle();
      reds.push(seen().red);
      return {
        reds,
        waiting: await waiting,
        aborted: signal.aborted,
        runs: runs.length,
        facts: studio.facts,
      };
    });
    expect(seen).toEqual({ reds: [0, 0], waiting: 'AbortError', aborted: true, runs: 2, facts: undefined });
  });
});
