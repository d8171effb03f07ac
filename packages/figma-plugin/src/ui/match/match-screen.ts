import { type ColorSpace, colorSpaceOf } from '@kcolors/codecs';
import { parseHex } from '@kcolors/codecs/request';
import type { SentOptions } from '@kcolors/codecs/worker';
import type { KcPalette } from '@kcolors/ui/studio';
import { compressOriginals } from '../job/compress-original.ts';
import { reduceImages } from '../job/reduce-images.ts';
import type { Context, Screen } from '../page/context.ts';
import { make } from '../page/make.ts';
import { count } from '../page/words.ts';
import { storedHex } from '../palette/color-space.ts';
import { placingOf } from '../reduce/placing.ts';
import { createMatchPreview } from './match-preview.ts';
import { createTargetPicker } from './target-picker.ts';

const CLEAR = [0, 0, 0, 0];

/**
 * Options for mapping every pixel to the nearest of these colors. Pixels below half opacity become transparent.
 */
function matchOptions(hexes: readonly string[], dither: number, space: ColorSpace): SentOptions {
  const stored = [...new Set(hexes.map((hex) => storedHex(hex, space)))];
  const colors = stored.flatMap((hex) => {
    const { r, g, b } = parseHex(hex)!;
    return [r, g, b, 255];
  });
  const fixedColors = Uint8Array.from([...colors, ...CLEAR]);
  return {
    format: 'png',
    metadata: 'omit',
    quantize: { fixedColors, maxColors: fixedColors.length / 4, space: 'oklab', alpha: 'binary', dither },
  };
}

/** Matches the pixels of images to the colors of the file, of a preset or of an imported palette. */
export function createMatchScreen(context: Context): Screen {
  const { bar, chosen, codecs, images, main, memory, started } = context;
  const preview = createMatchPreview((used) => {
    const shares = new Map(used.map(({ hex, share }) => [hex, share]));
    palette.colors = picker.colors().map((hex) => ({ hex, share: shares.get(storedHex(hex, space)) ?? 0 }));
  });
  const panel = make('div', { class: 'screen match' });
  const picker = createTargetPicker(context, panel, () => update());
  const palette = make('kc-palette' as 'div', { sort: 'given' }) as unknown as KcPalette;
  const dither = make('input', { type: 'range', min: 0, max: 100, id: 'match-dither' });
  const strength = make('output', { for: 'match-dither' });
  const part = make(
    'div',
    { class: 'part' },
    picker.root,
    make('div', { class: 'head' }, make('label', { for: 'match-dither' }, 'Dithering'), strength),
    dither,
    palette,
  );
  panel.append(preview.root, part);
  let isShown = false;
  let space: ColorSpace = 'srgb'; // of the previewed image

  dither.value = String(memory.get('matchDither') * 100);
  dither.addEventListener('input', () => {
    memory.set('matchDither', dither.valueAsNumber / 100);
    update();
  });

  const update = () => {
    const hexes = picker.colors();
    const amount = dither.valueAsNumber / 100;
    strength.textContent = amount === 0 ? 'Off' : `${dither.value} %`;
    dither.style.setProperty('--at', `${dither.value}%`);
    palette.colors = hexes.map((hex) => ({ hex, share: 0 }));
    preview.update(hexes.length > 0 ? matchOptions(hexes, amount, space) : undefined, hexes.length);
    describe();
  };
  const open = async () => {
    const hash = images.chosen;
    preview.open(undefined);
    if (!hash) return;
    try {
      const session = await chosen.open(images.originalOf(hash));
      if (!session || !isShown || images.chosen !== hash) return;
      space = colorSpaceOf(session.original.metadata);
      preview.open(session);
      update();
    } catch (error) {
      if (images.chosen === hash && isShown) preview.fail(error);
    }
  };
  const describe = () => {
    const entries = images.checked();
    if (images.entries.length === 0) return bar.offer('', undefined);
    const canRun = entries.length > 0 && picker.colors().length > 0 && started.can.frames;
    bar.offer(
      entries.length > 0 ? `Match ${count(entries.length, 'image')}` : 'No image is checked',
      canRun
        ? async (signal, onProgress) => {
            const [hexes, amount] = [picker.colors(), dither.valueAsNumber / 100];
            const make = compressOriginals(main, codecs, (of) => matchOptions(hexes, amount, of));
            const job = { main, entries, make, isShrink: false, placing: placingOf(memory) };
            return reduceImages({ ...job, signal, onProgress });
          }
        : undefined,
    );
  };

  images.listen((change) => {
    if (!isShown) return;
    describe();
    if (change === 'choice') void open();
  });

  return {
    panel,
    show() {
      isShown = true;
      void picker.load().then(() => isShown && update());
      void open();
      update();
    },
    hide() {
      isShown = false;
      preview.open(undefined);
    },
  };
}
