// Where a palette can go: color styles, variables, a frame on the canvas, the clipboard.
import { namePalette } from '@kcolors/codecs/color-names';
import { TEXT_PALETTE_FORMATS, type TextPaletteFormat, writePalette } from '@kcolors/codecs/palettes';
import type { PaletteColor } from '@kcolors/ui/palette';
import { copyText } from '@kcolors/ui/studio';
import type { Swatch } from '../../shared/values.ts';
import type { Context } from '../page/context.ts';
import { button, field, make } from '../page/make.ts';
import { count, messageOf } from '../page/words.ts';

export type Output = HTMLElement & { update(colors: readonly PaletteColor[]): void };

export function createOutput({ main, memory, started }: Context, swatches: () => Swatch[]): Output {
  const { can } = started;
  let colors: readonly PaletteColor[] = [];
  const said = make('p', { class: 'status', role: 'status' });

  /** Does one thing at a time, and says what came of it. */
  const act = async (work: () => Promise<string>) => {
    const buttons = root.querySelectorAll('button');
    for (const each of buttons) each.disabled = true;
    said.classList.remove('wrong');
    try {
      said.textContent = await work();
    } catch (error) {
      said.classList.add('wrong');
      said.textContent = messageOf(error);
    } finally {
      for (const each of buttons) each.disabled = false;
    }
  };
  const wordsOf = ({ created, updated }: { created: number; updated: number }, noun: string) =>
    [created && `${count(created, noun)} made`, updated && `${count(updated, noun)} updated`]
      .filter(Boolean)
      .join(', ');

  const folder = nameField('Folder', memory.get('folder'), (value) => memory.set('folder', value));
  const collection = nameField('Collection', memory.get('collection'), (value) =>
    memory.set('collection', value),
  );
  const rows = [
    can.styles &&
      row(
        field('Folder of color styles', folder),
        button('Create styles', () =>
          act(async () => {
            const request = { type: 'write-styles', folder: folder.value, swatches: swatches() } as const;
            return wordsOf(await main.ask(request), 'style');
          }),
        ),
      ),
    can.variables &&
      row(
        field('Collection of variables', collection),
        button('Create variables', () =>
          act(async () => {
            const name = collection.value.trim();
            if (!name) throw new Error('A collection needs a name.');
            const request = { type: 'write-variables', collection: name, swatches: swatches() } as const;
            return wordsOf(await main.ask(request), 'variable');
          }),
        ),
      ),
  ];

  const format = make(
    'select',
    { 'aria-label': 'Copy as' },
    ...Object.entries(TEXT_PALETTE_FORMATS).map(([value, { label }]) => new Option(label, value)),
  );
  format.value = memory.get('copyAs');
  format.addEventListener('change', () => memory.set('copyAs', format.value as TextPaletteFormat));
  const copy = button('Copy', () =>
    act(async () => {
      const id = format.value as TextPaletteFormat;
      const done = await copyText(writePalette(namePalette({ colors }), id));
      if (!done) throw new Error('The browser did not allow to copy.');
      return `${count(colors.length, 'color')} copied as ${TEXT_PALETTE_FORMATS[id].label}`;
    }),
  );
  const frame =
    can.frames &&
    button('Draw swatches', () =>
      act(async () => {
        const request = { type: 'draw-swatches', title: 'Palette', swatches: swatches() } as const;
        return `${count((await main.ask(request)).created, 'swatch').replace('swatchs', 'swatches')} drawn`;
      }),
    );

  const root = make(
    'section',
    { class: 'output', 'aria-label': 'Use the palette' },
    ...rows.filter((each) => each !== false),
    row(field('Copy as', format), copy, frame || undefined),
    said,
  );
  return Object.assign(root, {
    update(changed: readonly PaletteColor[]) {
      colors = changed;
      said.textContent = '';
    },
  });
}

const row = (...children: readonly (Node | undefined)[]) => make('div', { class: 'row' }, ...children);

function nameField(_label: string, value: string, change: (value: string) => void): HTMLInputElement {
  const input = make('input', { type: 'text', value, maxlength: 100, spellcheck: 'false' });
  input.addEventListener('change', () => change(input.value));
  return input;
}
