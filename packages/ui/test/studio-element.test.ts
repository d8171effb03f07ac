import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RequestDetail } from '../src/options/kc-options.ts';
import type { KcStudio } from '../src/studio/kc-studio.ts';
import { launchChromium } from './chromium.ts';
import { openStudioPage } from './studio-page.ts';

describe('<kc-studio>', () => {
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
      const paint = (width: number, height: number, color: number[]) => ({
        data: Uint8Array.from({ length: width * height * 4 }, (_, i) => color[i % 4]!),
        width,
        height,
      });
      Object.assign(window, { studio, paint });
      studio.style.height = '760px';
      studio.phase = 'ready';
      studio.request = { ...studio.request, quality: 'colors' };
      studio.name = 'red.png';
      studio.originalBytes = 240_512;
      studio.actions = ['save-over', 'save-copy', { id: 'replace', label: 'Replace fill', disabled: true }];
      studio.palette = [
        { hex: '#ff0000', share: 0.75 },
        { hex: '#0000ff', share: 0.25 },
      ];
      studio.drawBefore(paint(400, 300, [255, 0, 0, 255]));
      studio.drawAfter(paint(100, 75, [0, 0, 255, 255]));
      window.heard.length = 0;
    }),
  );

  const run = <T>(body: (studio: KcStudio) => T) =>
    page.evaluate(`(${body.toString()})(document.querySelector('kc-studio'))`) as Promise<T>;
  const events = (type: string) =>
    page.evaluate(
      (type) => window.heard.filter((one) => one.type === type).map(({ detail }) => detail),
      type,
    );
  const requests = async () => (await events('kc-request')) as RequestDetail[];

  it('needs no inline style or script', async () => {
    await page.getByRole('button', { name: 'Difference' }).click();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await events('violation')).toEqual([]);
    const display = await page.locator('.panel').evaluate((panel) => getComputedStyle(panel).display);
    expect(display).toBe('grid'); // the sheets are there all the same
  });

  it('shows the one phase it is in', async () => {
    const shown = () =>
      page.locator('[data-phase]:visible').evaluateAll((all) => all.map((one) => one.className));
    expect(await shown()).toEqual(['picture', 'panel', 'actions']);
    await run((studio) => {
      studio.phase = 'loading';
    });
    expect(await shown()).toEqual(['note']);
    expect(await page.getByText('Opening red.png').isVisible()).toBe(true);
    await run((studio) => {
      studio.phase = 'error';
      studio.message = 'It is damaged.';
    });
    expect(await page.getByRole('alert').filter({ visible: true }).allTextContents()).toEqual([
      'It is damaged.',
    ]);
    await run((studio) => {
      studio.phase = 'ready';
    });
    expect(await page.getByRole('alert').filter({ visible: true }).allTextContents()).toEqual([
      'It is damaged.',
    ]);
    expect(await page.getByRole('slider', { name: 'Number of colors' }).isVisible()).toBe(true);
    await run((studio) => {
      studio.phase = 'empty';
    });
    expect(await page.getByText('No image yet').isVisible()).toBe(true);
  });

  it('shows an animation as what stays, with nothing to change or to save', async () => {
    const words = () => page.locator('.panel').locator(':visible').allTextContents().then(String);
    await run((studio) => {
      studio.facts = {
        ...{
          before: 544_000,
          after: 2_700,
          approximate: true,
          outcome: 'compressed',
          width: 400,
          height: 300,
        },
        ...{ psnr: 40, deltaE: 0.5, notes: [] },
      };
      studio.animated = true;
      studio.actions = [];
    });
    expect(await words()).toContain('This animation stays unchanged');
    expect(await words()).not.toMatch(/% smaller|No palette|2\.7 kB/);
    const controls = page.locator('kc-options').locator('input:visible, select:visible, button:visible');
    expect(await controls.count()).toBeGreaterThan(5);
    for (const control of await controls.all()) expect(await control.isDisabled()).toBe(true);
    await page.keyboard.press('o');
    await page.keyboard.press('ArrowRight');
    expect(await requests()).toEqual([]);
    expect(await page.locator('[data-action]:visible, kc-palette:visible').count()).toBe(0);
    await run((studio) => {
      studio.animated = false;
    });
    expect(await words()).not.toContain('This animation');
    expect(await page.getByRole('slider', { name: 'Number of colors' }).isEnabled()).toBe(true);
  });

  it('stretches a smaller result to where the original is', async () => {
    const [before, after] = await Promise.all(
      ['before', 'after'].map((slot) => page.locator(`[slot=${slot}]`).boundingBox()),
    );
    expect(after).toEqual(before);
    const { x, y, width, height } = before!;
    const colorAt = async (share: number) => {
      const clip = { x: Math.round(x + width * share), y: Math.round(y + height * 0.2), width: 1, height: 1 };
      const png = (await page.screenshot({ clip })).toString('base64');
      return page.evaluate(async (url) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        const context = new OffscreenCanvas(1, 1).getContext('2d')!;
        context.drawImage(image, 0, 0);
        return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      }, `data:image/png;base64,${png}`);
    };
    expect(await colorAt(0.2)).toEqual([255, 0, 0]);
    expect(await colorAt(0.8)).toEqual([0, 0, 255]);
    expect(await run((studio) => studio.pictureSize)).toEqual({ width: 400, height: 300 });
  });

  it('zooms by the size of the original where a smaller picture stands for it', async () => {
    await run((studio) => {
      const small = { data: new Uint8Array(4 * 400 * 300).fill(255), width: 400, height: 300 };
      studio.drawBefore(small, { width: 4000, height: 3000 });
      studio.drawAfter(small);
    });
    expect(await run((studio) => studio.pictureSize)).toEqual({ width: 4000, height: 3000 });
    for (let presses = 0; presses < 20; presses++) {
      if ((await page.locator('.scale').textContent()) === '100 %') break;
      await page.getByRole('button', { name: 'Zoom in' }).click();
    }
    for (const slot of ['before', 'after'])
      expect((await page.locator(`[slot=${slot}]`).boundingBox())!.width).toBe(4000);
    await page.getByRole('button', { name: 'Difference' }).click();
    const drawn = await page
      .locator('.difference canvas')
      .evaluate((canvas) => (canvas as HTMLCanvasElement).width);
    expect(drawn).toBe(400); // what there is
  });

  it('draws what lies in shared memory, or in the middle of a buffer', async () => {
    const drawn = await run((studio) => {
      const shared = typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(8) : new SharedArrayBuffer(8);
      const data = new Uint8Array(shared, 4, 4);
      data.set([1, 2, 3, 255]);
      studio.drawBefore({ data, width: 1, height: 1 });
      const canvas = studio.shadowRoot!.querySelector<HTMLCanvasElement>('[slot=before]')!;
      return [...canvas.getContext('2d')!.getImageData(0, 0, 1, 1).data];
    });
    expect(drawn).toEqual([1, 2, 3, 255]);
  });

  it('tells once what is asked for, whether options or the palette were used', async () => {
    await page.getByRole('button', { name: '64', exact: true }).click();
    expect(await requests()).toMatchObject([{ request: { colors: 64, fixedColors: [] }, resting: true }]);
    await page.getByRole('button', { name: 'Copy #0000ff' }).focus();
    await page.keyboard.press('l');
    expect((await requests())[1]).toMatchObject({
      request: { colors: 64, fixedColors: ['#0000ff'] },
      resting: true,
    });
    expect(await page.getByRole('button', { name: /^Copy #0000ff 25 % .+, locked$/ }).count()).toBe(1);
    await page.keyboard.press('m');
    expect((await requests())[2]!.request).toMatchObject({ colors: 2, fixedColors: ['#c6496d'] });
    expect(await requests()).toHaveLength(3);
    // What is locked is there before a result has it.
    expect(await page.getByRole('button', { name: /^Copy #c6496d 0 % .+, locked$/ }).count()).toBe(1);
    expect((await run((studio) => studio.request)).fixedColors).toEqual(['#c6496d']);
  });

  it('fires its actions, those of the host as well', async () => {
    await page.getByRole('button', { name: 'Save a copy' }).click();
    expect(await events('kc-action')).toEqual([{ id: 'save-copy' }]);
    expect(await page.getByRole('button', { name: 'Replace fill' }).isDisabled()).toBe(true);
    expect(await page.locator('.primary[data-action]').allTextContents()).toEqual(['Replace original']);
  });

  it('can be used by keyboard alone', async () => {
    await page.keyboard.press('Tab');
    const view = () => run((studio) => studio.viewState);
    await page.keyboard.press('2');
    expect((await view()).view).toBe('side');
    await page.keyboard.press('3');
    expect((await view()).view).toBe('difference');
    await page.keyboard.press('1');
    await page.keyboard.press('+');
    expect((await view()).zoom!.scale).toBe(2);
    await page.keyboard.press('0');
    expect((await view()).zoom).toBeUndefined();
    await page.keyboard.press('d');
    await page.keyboard.press('Home');
    expect((await view()).divider).toBe(0);
    await page.keyboard.press('o');
    await page.keyboard.press('ArrowRight');
    expect((await requests()).at(-1)!.request.colors).toBe(20);
    await page.keyboard.press('p');
    await page.keyboard.press('End');
    await page.keyboard.press('l');
    expect((await requests()).at(-1)!.request.fixedColors).toEqual(['#0000ff']);

    // Tab alone comes to everything, and to the palette once.
    await page.evaluate(() => {
      const start = document.createElement('button');
      document.body.prepend(start);
      start.focus();
    });
    const names: string[] = [];
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const label = (element as HTMLInputElement)?.labels?.[0]?.textContent;
        return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
      });
      if (name === '' || names.includes(name)) break;
      names.push(name.trim());
    }
    for (const name of [
      'By number',
      'At most',
      'Number of colors',
      '256',
      'Smaller file',
      'Dithering',
      'Off',
      'As the eye sees',
      'Format',
      'Replace original',
    ]) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => name.startsWith('Copy #'))).toHaveLength(1);
  });

  it('leaves keys to fields and to the host', async () => {
    await page.getByRole('spinbutton', { name: 'At most' }).focus();
    await page.keyboard.press('2');
    await page.getByRole('combobox', { name: 'Format' }).focus();
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Save a copy' }).focus();
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Alt+3');
    expect((await run((studio) => studio.viewState)).view).toBe('slider');
  });

  it('keeps how it is looked at over a reload', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('2');
    for (let i = 0; i < 3; i++) await page.keyboard.press('+');
    const state = await run((studio) => studio.viewState);
    expect(state).toMatchObject({ view: 'side', divider: 50, zoom: { scale: 4 } });
    expect((await events('kc-view')).length).toBeGreaterThan(2);
    const restored = await page.evaluate(
      async (kept) => {
        const { paint } = window as unknown as { paint(w: number, h: number, color: number[]): never };
        const studio = document.createElement('kc-studio') as KcStudio;
        studio.style.height = '760px';
        studio.viewState = kept; // before there is a picture
        document.body.replaceChildren(studio);
        studio.phase = 'ready';
        studio.drawBefore(paint(400, 300, [0, 255, 0, 255]));
        await new Promise(requestAnimationFrame);
        return studio.viewState;
      },
      JSON.parse(JSON.stringify(state)),
    );
    expect(restored.view).toBe('side');
    expect(restored.zoom!.scale).toBe(state.zoom!.scale);
    for (const axis of ['x', 'y'] as const) expect(restored.zoom![axis]).toBeCloseTo(state.zoom![axis], 2);
  });

  it('fits a panel of 320 pixels, with its actions in sight', async () => {
    await run((studio) => {
      studio.style.width = '320px';
      studio.style.height = '560px';
    });
    const overflow = await page
      .locator('.studio')
      .evaluate((it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]);
    expect(overflow[0]).toBe(0);
    expect(overflow[1]).toBeGreaterThan(0);
    const save = (await page.getByRole('button', { name: 'Replace original', exact: true }).boundingBox())!;
    const host = (await page.locator('kc-studio').boundingBox())!;
    expect(save.y + save.height).toBeLessThan(host.y + host.height);
    const stage = (await page.locator('.stage').boundingBox())!;
    expect(stage.height).toBeGreaterThan(180);
  });

  it('says everything in the words of the host', async () => {
    await page.evaluate(() => window.ui.setTexts({ saveCopy: 'Kopie sichern', viewSide: 'Nebeneinander' }));
    expect(await page.getByRole('button', { name: 'Kopie sichern' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Nebeneinander' }).count()).toBe(1);
    await page.evaluate(() => window.ui.setTexts(window.ui.TEXTS));
  });

  it('speaks of results, not of every step to them', async () => {
    const facts = { before: 1000, width: 1, height: 1, psnr: 36, deltaE: 1, notes: [] };
    const said = () => page.locator('kc-facts').getByRole('status').textContent();
    await page.clock.install();
    await page.evaluate((facts) => {
      const studio = document.querySelector<KcStudio>('kc-studio')!;
      for (const after of [500, 400])
        studio.facts = { ...facts, after, approximate: true, outcome: 'compressed' };
    }, facts);
    await page.clock.runFor(900);
    expect(await said()).toBe('');
    await page.evaluate((facts) => {
      const studio = document.querySelector<KcStudio>('kc-studio')!;
      studio.facts = { ...facts, after: 300, approximate: false, outcome: 'compressed' };
    }, facts);
    await page.clock.runFor(900);
    expect(await said()).toBe('1.0 kB to 300 bytes, 70 % smaller. Hard to tell apart.');
    await page.clock.resume();
    expect(await page.locator('.sizes').textContent()).toBe('1.0 kB→300 bytes70 % smaller');
  });

  it('leaves a point for everything that was tried, until there is another picture', async () => {
    await page.evaluate(() => {
      const studio = document.querySelector<KcStudio>('kc-studio')!;
      const common = {
        before: 1000,
        outcome: 'compressed' as const,
        width: 1,
        height: 1,
        psnr: 36,
        deltaE: 1,
        notes: [],
      };
      for (const colors of [8, 16, 32, 32]) {
        const requested = { ...studio.request, colors };
        const qualityScore = { score: 50 + colors, ...(colors === 32 && { target: 80 }) };
        studio.facts = { ...common, after: colors * 10, approximate: colors < 32, qualityScore, requested };
      }
    });
    const chart = page.getByRole('img', { name: /^Size and quality of the 3 settings you tried/ });
    expect(await chart.isVisible()).toBe(true);
    expect(await chart.getAttribute('aria-label')).toContain(
      '80 bytes to 320 bytes, quality score 58 to 82. Now 320 bytes',
    );
    expect(await chart.locator('circle').evaluateAll((all) => all.map((one) => one.classList.value))).toEqual(
      ['about', 'about', 'now'],
    );
    expect(await chart.locator('line').count()).toBe(1);
    expect(await page.locator('.words').textContent()).toBe('Good');
    await page.locator('kc-facts summary').click();
    expect(await page.locator('.score').textContent()).toContain('estimates SSIMULACRA 2');
    await run((studio) => studio.drawBefore({ data: new Uint8Array(4), width: 1, height: 1 }));
    expect(await page.locator('.trace').isVisible()).toBe(false);
  });
});
