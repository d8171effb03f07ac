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

/**
 * Returns the peak memory in megabytes. Linux counts it for this program alone; `maxRSS` may include that of the parent
 * process.
 */
function peakMemory() {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

const outcome = outcomeOf(process.argv[2]);
console.log(JSON.stringify({ ...outcome, megabytes: Math.round(peakMemory()) }));
