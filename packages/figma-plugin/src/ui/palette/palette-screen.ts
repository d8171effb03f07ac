// The colors of the checked images as a palette of its own: edited, and written to the file.

import {
  applyEdit,
  DEFAULT_REQUEST,
  type KcPalette,
  type PaletteColor,
  type PaletteEdit,
  requestOptions,
  type StudioRequest,
} from '@kcolors/ui/studio';
import { SWATCH_TYPE } from '../../shared/protocol.ts';
import type { Swatch } from '../../shared/values.ts';
import type { Context, Screen } from '../page/context.ts';
import { make } from '../page/make.ts';
import { count, isAbort, messageOf } from '../page/words.ts';
import { colorOf } from './color-space.ts';
import { createOutput } from './output.ts';

const MOST = 64;
const LEAST = 2;

export function createPaletteScreen(context: Context): Screen {
  const { bar, images, joint, memory, started } = context;
  const palette = make('kc-palette' as 'div', {
    editable: true,
    'draggable-colors': true,
  }) as unknown as KcPalette;
  const number = make('input', { type: 'number', min: LEAST, max: MOST, id: 'palette-count' });
  const slider = make('input', { type: 'range', min: LEAST, max: MOST, 'aria-label': 'Number of colors' });
  const status = make('p', { class: 'status', role: 'status' });
  const output = createOutput(context, () => swatches());
  const content = make(
    'div',
    { class: 'part' },
    make('div', { class: 'head' }, make('label', { for: 'palette-count' }, 'Colors'), number),
    slider,
    status,
    palette,
    make(
      'p',
      { class: 'hint' },
      'Drag a color to the canvas, or click it to copy. ⋯ locks, edits and merges.',
    ),
    output,
  );
  const panel = make('div', { class: 'screen palette' }, content);
  let request: StudioRequest = { ...DEFAULT_REQUEST, colors: memory.get('paletteColors'), dither: 0 };
  let shown: readonly PaletteColor[] = [];
  let running: AbortController | undefined;
  let isShown = false;

  const swatches = (): Swatch[] =>
    [...shown]
      .sort((one, other) => other.share - one.share)
      .map(({ hex, share }, index) => ({
        name: `Color ${index + 1}`,
        color: colorOf(hex, started.colorProfile),
        share,
      }));

  /** What is fully transparent is no color that anybody would want: another one comes for it. */
  const visibleColors = async (hashes: readonly string[], signal: AbortSignal) => {
    const { space: _, dither: __, ...wanted } = requestOptions(request).quantize;
    const ask = async (maxColors: number) => {
      const { palette: all } = await joint.palette(
        hashes,
        { ...wanted, maxColors, space: 'oklab' },
        { signal, asSrgb: true },
      );
      return { all, visible: all.filter(({ hex }) => !/^#.{6}00$/.test(hex)) };
    };
    const first = await ask(wanted.maxColors);
    return first.visible.length === first.all.length
      ? first.visible
      : (await ask(wanted.maxColors + 1)).visible;
  };
  const find = async () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const hashes = images.checked().map(({ hash }) => hash);
    content.hidden = hashes.length === 0;
    if (hashes.length === 0) return;
    status.textContent = `Counting the colors of ${count(hashes.length, 'image')}`;
    content.ariaBusy = 'true';
    try {
      const found = await visibleColors(hashes, signal);
      if (signal.aborted) return;
      shown = found;
      palette.colors = shown;
      palette.pinned = request.pinned;
      status.textContent = `${count(shown.length, 'color')} of ${count(hashes.length, 'image')}`;
      output.update(shown);
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) status.textContent = messageOf(error);
    } finally {
      if (!signal.aborted) content.ariaBusy = 'false';
    }
  };
  const ask = (changed: StudioRequest) => {
    request = changed;
    number.value = slider.value = String(request.colors);
    slider.style.setProperty('--at', `${((request.colors - LEAST) / (MOST - LEAST)) * 100}%`);
    memory.set('paletteColors', request.colors);
    if (isShown) void find();
  };
  for (const input of [number, slider])
    input.addEventListener('change', () => {
      const colors = Math.min(
        MOST,
        Math.max(LEAST, request.pinned.length, Math.round(input.valueAsNumber) || 0),
      );
      ask({ ...request, colors });
    });
  slider.addEventListener('input', () =>
    ask({ ...request, colors: Math.max(slider.valueAsNumber, request.pinned.length) }),
  );
  palette.addEventListener('kc-edit', (event) =>
    ask(applyEdit(request, (event as CustomEvent<PaletteEdit>).detail, shown.length)),
  );
  palette.addEventListener('kc-drag-end', (event) => {
    const { hex, clientX, clientY, isOutside } = (event as CustomEvent<DragEnd>).detail;
    const index = swatches().findIndex(({ color }) => same(color, colorOf(hex, started.colorProfile)));
    const swatch = swatches()[index];
    if (isOutside || !swatch) return;
    const items = [{ type: SWATCH_TYPE, data: JSON.stringify(swatch) }];
    parent.postMessage({ pluginDrop: { clientX, clientY, items } }, '*');
  });
  ask(request);

  images.listen((change) => {
    if (isShown && (change === 'list' || change === 'checks')) void find();
  });
  return {
    panel,
    show() {
      isShown = true;
      bar.offer('', undefined);
      void find();
    },
    hide() {
      isShown = false;
      running?.abort();
    },
  };
}

interface DragEnd {
  readonly hex: string;
  readonly clientX: number;
  readonly clientY: number;
  /** The drag ended outside of Figma. */
  readonly isOutside: boolean;
}

const same = (one: Swatch['color'], other: Swatch['color']): boolean =>
  one.r === other.r && one.g === other.g && one.b === other.b && one.a === other.a;
