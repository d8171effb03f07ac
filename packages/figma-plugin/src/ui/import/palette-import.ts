// Imports a palette: pasted as text in any format, or from a chosen or dropped file.
import {
  checkPaletteSize,
  describePaletteFormat,
  PALETTE_FILE_FORMATS,
  PaletteError,
  type PaletteFile,
  READ_ONLY_PALETTE_FORMATS,
  readPalette,
} from '@kcolors/codecs/palettes';
import { button, field, make } from '../page/make.ts';
import { count, messageOf, shownName } from '../page/words.ts';
import { takeFiles } from './drop-file.ts';

const TYPED_FOR = 300; // ms without input before the text is parsed

let imports = 0;

/**
 * Creates a text field and a file button. Files may also be dropped anywhere on `zone`.
 * `onPalette` receives each palette that was read. It receives undefined for invalid text. An invalid file
 * changes nothing.
 */
export function createImport(
  zone: HTMLElement,
  onPalette: (file: PaletteFile | undefined) => void,
): HTMLElement {
  const noteId = `import-note-${++imports}`;
  const text = make('textarea', {
    rows: 2,
    spellcheck: 'false',
    placeholder: '#1a2b3c, #ffcc00 …',
    'aria-describedby': noteId,
  });
  const chooser = make('input', {
    type: 'file',
    accept: acceptedFiles(),
    'aria-label': 'Palette file',
  });
  chooser.hidden = true;
  const note = make('p', { class: 'status', role: 'status', id: noteId });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = 0;

  const say = (words: string, isWrong: boolean) => {
    note.textContent = words;
    note.classList.toggle('wrong', isWrong);
  };
  const refuse = (error: unknown) =>
    say(
      error instanceof PaletteError ? error.message : `The palette could not be read. ${messageOf(error)}`,
      true,
    );

  const readText = () => {
    clearTimeout(timer);
    reading++;
    text.removeAttribute('aria-invalid');
    if (text.value.trim() === '') {
      say('', false);
      onPalette(undefined);
      return;
    }
    try {
      const file = readPalette(text.value);
      say(wordsOf(file), false);
      onPalette(file);
    } catch (error) {
      text.setAttribute('aria-invalid', 'true');
      refuse(error);
      onPalette(undefined);
    }
  };
  const readFile = async (file: File) => {
    clearTimeout(timer);
    const own = ++reading;
    try {
      const palette = await read(file);
      if (own !== reading) return;
      text.value = '';
      text.removeAttribute('aria-invalid');
      say(wordsOf(palette, file.name), false);
      onPalette(palette);
    } catch (error) {
      if (own === reading) refuse(error);
    }
  };

  text.addEventListener('input', (event) => {
    clearTimeout(timer);
    const isWhole = (event as InputEvent).inputType?.startsWith('insertFrom'); // pasted or dropped text
    timer = setTimeout(readText, isWhole ? 0 : TYPED_FOR);
  });
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0];
    if (file) void readFile(file);
    chooser.value = ''; // allows choosing the same file again after a fix
  });
  takeFiles(zone, (file) => void readFile(file));

  return make(
    'div',
    { class: 'import' },
    field('Paste CSS, tokens, JSON, a list of hex values …', text),
    make(
      'div',
      { class: 'row' },
      make('span', { class: 'hint' }, 'or drop a palette file here'),
      button('Choose file', () => chooser.click()),
      chooser,
    ),
    note,
  );
}

async function read(file: File): Promise<PaletteFile> {
  checkPaletteSize(file.size, file.name); // check before loading the file into memory
  return readPalette(new Uint8Array(await file.arrayBuffer()), { fileName: file.name });
}

/** Returns `brand.ase: Sea, 6 colors, read as Adobe Swatch Exchange.`, and any notes. */
function wordsOf({ palette, format, notes }: PaletteFile, fileName?: string): string {
  const { label } = describePaletteFormat(format);
  const what = [palette.name, count(palette.colors.length, 'color'), `read as ${label}.`].filter(Boolean);
  return [fileName ? `${shownName(fileName)}: ${what.join(', ')}` : what.join(', '), ...notes].join(' ');
}

/** The extensions of all readable formats, for the `accept` attribute of a file input. */
function acceptedFiles(): string {
  const formats = [...Object.values(PALETTE_FILE_FORMATS), ...Object.values(READ_ONLY_PALETTE_FORMATS)];
  const extensions = formats
    .filter(({ read: reads }) => reads)
    .flatMap((format) => [
      ...format.extensions,
      ...('readExtensions' in format ? (format.readExtensions ?? []) : []),
    ]);
  return [...new Set(extensions.map((each) => `.${each.split('.').at(-1)}`))].join();
}
