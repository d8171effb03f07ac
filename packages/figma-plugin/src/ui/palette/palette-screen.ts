// The palette screen: the main colors of the checked images, an imported palette, or both. The palette can be
// edited and written to the Figma file.

import { namePalette } from '@kcolors/codecs/color-names';
import type { Palette } from '@kcolors/codecs/palettes';
import { DEFAULT_REQUEST, type PaletteEntry } from '@kcolors/codecs/request';
import type { KcPalette, PaletteEdit } from '@kcolors/ui/studio';
import { SWATCH_TYPE } from '../../shared/protocol.ts';
import type { Swatch } from '../../shared/values.ts';
import { createImport } from '../import/palette-import.ts';
import { isAbort } from '../page/abort.ts';
import { learnNames } from '../page/color-names.ts';
import type { Context, Screen } from '../page/context.ts';
import { make } from '../page/make.ts';
import { count, messageOf } from '../page/words.ts';
import { colorOf } from './color-space.ts';
import { createControls } from './controls.ts';
import { createOutput } from './output.ts';
import { colorsOptions, edited, imported, namedPalette, type Wanted } from './wanted.ts';

export function createPaletteScreen(context: Context): Screen {
  const { bar, images, joint, memory, started } = context;
  let wanted: Wanted = {
    request: { ...DEFAULT_REQUEST, quality: 'colors', colors: memory.get('paletteColors') },
    auto: memory.get('paletteAuto'),
    salience: memory.get('salience'),
    names: new Map(),
  };
  let shown: readonly PaletteEntry[] = [];
  let running: AbortController | undefined;
  let isShown = false;

  const palette = make('kc-palette' as 'div', {
    sort: 'given',
    editable: true,
    'draggable-colors': true,
  }) as unknown as KcPalette;
  const status = make('p', { class: 'status', role: 'status' });
  const hint = make(
    'p',
    { class: 'hint' },
    'Drag a color to the canvas, or click it to copy. ⋯ locks, edits and merges.',
  );
  const panel = make('div', { class: 'screen palette' });
  const importer = make(
    'details',
    { class: 'importer' },
    make('summary', {}, 'Import a palette'),
    createImport(panel, (file) => file && ask(imported(wanted, file.palette))),
  );
  panel.addEventListener('drop', () => {
    importer.open = true; // it shows the outcome of the import
  });
  const controls = createControls(
    memory,
    () => wanted,
    (changed) => ask(changed),
  );
  const output = createOutput(context, () => named());
  const result = make('div', { class: 'result' }, palette, hint, controls.own, output);
  panel.append(make('div', { class: 'part' }, controls.choice, importer, status, result));

  /** The palette with a name for every color: its own, the nearest known one, or a number. */
  const named = (): Palette => {
    const own = namedPalette(shown, wanted);
    if (memory.get('naming') === 'names') return namePalette(own);
    const colors = own.colors.map((color, index) => ({ name: `Color ${index + 1}`, ...color }));
    return { ...own, colors };
  };

  const show = (colors: readonly PaletteEntry[], words: string) => {
    const locked = wanted.request.fixedColors.length;
    shown = colors;
    learnNames(namedPalette(colors, wanted).colors);
    palette.colors = colors;
    palette.fixedColors = wanted.request.fixedColors;
    result.hidden = colors.length === 0;
    status.textContent = [words, locked > 0 ? `${locked} locked` : ''].filter(Boolean).join(', ');
    controls.update(wanted, colors.length);
    output.update();
  };
  const find = async () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const hashes = images.checked().map(({ hash }) => hash);
    const options = colorsOptions(wanted);
    controls.choice.hidden = hashes.length === 0;
    if (hashes.length === 0 || !options) {
      const { fixedColors } = wanted.request;
      show(
        fixedColors.map((hex) => ({ hex, share: 0 })),
        fixedColors.length > 0 ? count(fixedColors.length, 'color') : '',
      );
      panel.ariaBusy = 'false';
      return;
    }
    const of = count(hashes.length, 'image');
    if (shown.length === 0) status.textContent = `Counting the colors of ${of}`;
    panel.ariaBusy = 'true';
    try {
      const found = await joint.mainColors(hashes, options, { signal });
      if (!signal.aborted) show(found, `${count(found.length, 'color')} of ${of}`);
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) status.textContent = messageOf(error);
    } finally {
      if (!signal.aborted) panel.ariaBusy = 'false';
    }
  };
  const ask = (changed: Wanted) => {
    wanted = changed;
    controls.update(wanted, shown.length);
    if (isShown) void find();
  };
  palette.addEventListener('kc-edit', (event) =>
    ask(edited(wanted, (event as CustomEvent<PaletteEdit>).detail, shown.length)),
  );
  palette.addEventListener('kc-drag-end', (event) => {
    const { hex, clientX, clientY, isOutside } = (event as CustomEvent<DragEnd>).detail;
    const color = named().colors.find((each) => each.hex === hex);
    if (isOutside || !color) return;
    const swatch: Swatch = {
      name: color.name!,
      color: colorOf(hex, started.colorProfile),
      share: color.share ?? 0,
    };
    const items = [{ type: SWATCH_TYPE, data: JSON.stringify(swatch) }];
    parent.postMessage({ pluginDrop: { clientX, clientY, items } }, '*');
  });
  ask(wanted);

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
  /** Whether the drag ended outside of Figma. */
  readonly isOutside: boolean;
}
