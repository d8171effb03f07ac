// Reads the palette file named on the command line, and prints the outcome and the peak memory as one line of JSON.
import { readFileSync } from 'node:fs';
import { PaletteError, readPalette } from '@kcolors/codecs/palettes';

function outcomeOf(path) {
  try {
    return { colors: readPalette(readFileSync(path), { fileName: path }).palette.colors.length };
  } catch (error) {
    return { error: error instanceof PaletteError ? error.code : String(error) };
  }
}

const outcome = outcomeOf(process.argv[2]);
console.log(JSON.stringify({ ...outcome, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
