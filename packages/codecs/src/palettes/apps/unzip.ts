import { unzipSync } from 'fflate';
import { PaletteError } from '../errors.ts';
import { checkPaletteSize } from '../limits.ts';

/**
 * Returns the first file in a ZIP archive whose name matches, as text.
 * @throws {PaletteError} `'malformed'` for a damaged archive, or one without such a file; `'too-large'`
 */
export function textInZip(bytes: Uint8Array, name: RegExp): string {
  let found: string | undefined;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        if (found !== undefined || !name.test(file.name)) return false;
        checkPaletteSize(file.originalSize);
        found = file.name;
        return true;
      },
    });
    if (found !== undefined) return new TextDecoder().decode(files[found]);
  } catch (error) {
    if (error instanceof PaletteError) throw error;
    throw new PaletteError('malformed', { expected: 'a ZIP archive', received: 'a damaged one' });
  }
  throw new PaletteError('unknown-format', {
    expected: 'an archive with colors',
    received: 'another archive',
  });
}
