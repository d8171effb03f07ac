// A palette from elsewhere: pasted as text of any format, or a file that is chosen or dropped.
import {
  checkPaletteSize,
  PALETTE_FILE_FORMATS,
  PaletteError,
  type PaletteFile,
  readPalette,
} from '@kcolors/codecs/palettes';
import { button, field, make } from '../page/make.ts';
import { count, messageOf, shownName } from '../page/words.ts';
import { takeFiles } from './drop-file.ts';

const TYPED_FOR = 300; // ms without another letter before a text is read

let imports = 0;

/**
 * A field for a text and a button for a file; files may also be dropped anywhere on `zone`. `onPalette` hears each palette
 * that was read, and undefined when a text is none: a file that is none changes nothing.
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
    const isWhole = (event as InputEvent).inputType?.startsWith('insertFrom'); // pasted, or dropped as text
    timer = setTimeout(readText, isWhole ? 0 : TYPED_FOR);
  });
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0];
    if (file) void readFile(file);
    chooser.value = ''; // so that the same file can be chosen again when it was mended
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
  checkPaletteSize(file.size, file.name); // before it is in memory
  return readPalette(new Uint8Array(await file.arrayBuffer()), { fileName: file.name });
}

/** `brand.ase: Sea, 6 colors, read as Adobe Swatch Exchange.`, and what there is to know of it. */
function wordsOf({ palette, format, notes }: PaletteFile, fileName?: string): string {
  const { label } = PALETTE_FILE_FORMATS[format];
  const what = [palette.name, count(palette.colors.length, 'color'), `read as ${label}.`].filter(Boolean);
  return [fileName ? `${shownName(fileName)}: ${what.join(', ')}` : what.join(', '), ...notes].join(' ');
}

/** The extensions of all that can be read, as a chooser of files takes them. */
function acceptedFiles(): string {
  const readable = Object.values(PALETTE_FILE_FORMATS).filter(({ read: reads }) => reads);
  return [
    ...new Set(readable.flatMap(({ extensions }) => extensions.map((each) => `.${each.split('.').at(-1)}`))),
  ].join();
}
