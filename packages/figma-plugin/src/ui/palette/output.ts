// Writes the palette to color styles, variables, a frame on the canvas, the clipboard or a file.
import {
  PALETTE_FILE_FORMATS,
  type Palette,
  type PaletteFormat,
  TEXT_PALETTE_FORMATS,
  writePalette,
} from '@kcolors/codecs/palettes';
import { copyText } from '@kcolors/ui/studio';
import type { Swatch } from '../../shared/values.ts';
import type { Context } from '../page/context.ts';
import { button, field, make, segments } from '../page/make.ts';
import type { Naming } from '../page/remembered.ts';
import { count, messageOf } from '../page/words.ts';
import { colorOf } from './color-space.ts';
import { createModePicker } from './mode-picker.ts';
import { saveFile } from './save-file.ts';

/** `update` is called after the palette has changed. */
export type Output = HTMLElement & { update(): void };

const NAMINGS = { names: 'Color names', numbers: 'Numbers' } as const satisfies Record<Naming, string>;

/** Creates the controls. `palette` returns the shown palette, in which every color has a name. */
export function createOutput({ main, memory, started }: Context, palette: () => Palette): Output {
  const { can } = started;
  const said = make('p', { class: 'status', role: 'status' });

  /** Runs one action at a time and shows its outcome. */
  const act = async (work: () => Promise<string> | string) => {
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
      allow();
    }
  };
  const swatches = (): Swatch[] =>
    palette().colors.map(({ hex, name, share = 0 }) => ({
      name: name!,
      color: colorOf(hex, started.colorProfile),
      share,
    }));
  const wordsOf = ({ created, updated }: { created: number; updated: number }, noun: string) =>
    [created && `${count(created, noun)} created`, updated && `${count(updated, noun)} updated`]
      .filter(Boolean)
      .join(', ');

  const naming = segments('Names', NAMINGS, memory.get('naming'), (value) => memory.set('naming', value));
  const folder = nameField(memory.get('folder'), (value) => memory.set('folder', value));
  const collection = nameField(memory.get('collection'), (value) => memory.set('collection', value));
  const modes = createModePicker(main);
  modes.offer(collection.value);
  collection.addEventListener('input', () => modes.offer(collection.value));
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
            const done = await main.ask({ ...request, ...modes.chosen() });
            await modes.load();
            return wordsOf(done, 'variable');
          }),
        ),
      ),
    can.variables && modes.root,
  ];

  const format = make('select', { 'aria-label': 'Format' }, ...formatGroups());
  format.value = memory.get('copyAs');
  format.addEventListener('change', () => {
    memory.set('copyAs', format.value as PaletteFormat);
    allow();
  });
  const copy = button('Copy', () =>
    act(async () => {
      const { id, label, content, colors } = written();
      const done = typeof content === 'string' && (await copyText(content));
      if (!done) throw new Error(`The browser blocked copying ${PALETTE_FILE_FORMATS[id].label}.`);
      return `${count(colors, 'color')} copied as ${label}`;
    }),
  );
  const save = button('Save', () =>
    act(() => {
      const { id, label, content, name } = written();
      saveFile(`${name}${PALETTE_FILE_FORMATS[id].extensions[0]}`, content);
      return `Saved as ${label}`;
    }),
  );
  const written = () => {
    const id = format.value as PaletteFormat;
    const all = palette();
    return {
      id,
      label: PALETTE_FILE_FORMATS[id].label,
      content: writePalette(all, id),
      colors: all.colors.length,
      name: (all.name ?? 'palette').replace(/[^\p{L}\p{N} _-]+/gu, '-'),
    };
  };
  /** Binary formats cannot be copied. */
  const allow = () => {
    copy.disabled = PALETTE_FILE_FORMATS[format.value as PaletteFormat].binary;
  };
  const frame =
    can.frames &&
    button('Draw swatches', () =>
      act(async () => {
        const title = palette().name ?? 'Palette';
        const request = { type: 'draw-swatches', title, swatches: swatches() } as const;
        return `${count((await main.ask(request)).created, 'swatch', 'swatches')} drawn`;
      }),
    );

  const root = make(
    'section',
    { class: 'output', 'aria-label': 'Use the palette' },
    naming,
    ...rows.filter((each) => each !== false),
    make('div', { class: 'row formats' }, field('Copy or save as', format), copy, save),
    frame || undefined,
    said,
  );
  allow();
  if (can.variables) void modes.load();
  return Object.assign(root, {
    update() {
      said.textContent = '';
    },
  });
}

const row = (...children: readonly (Node | undefined)[]) => make('div', { class: 'row' }, ...children);

function nameField(value: string, change: (value: string) => void): HTMLInputElement {
  const input = make('input', { type: 'text', value, maxlength: 100, spellcheck: 'false' });
  input.addEventListener('change', () => change(input.value));
  return input;
}

function formatGroups(): HTMLElement[] {
  const options = Object.entries(PALETTE_FILE_FORMATS).map(([id, { label }]) => new Option(label, id));
  const isText = ({ value }: HTMLOptionElement) => Object.hasOwn(TEXT_PALETTE_FORMATS, value);
  return [
    make('optgroup', { label: 'Text' }, ...options.filter(isText)),
    make('optgroup', { label: 'Files' }, ...options.filter((option) => !isText(option))),
  ];
}
