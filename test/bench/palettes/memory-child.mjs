// Run by memory.ts in a new process: counts the colors of all images together, one at a time, and reports the peak
// memory.
import { readFileSync } from 'node:fs';
import { decodeImage } from '@kcolors/codecs';
import { addColors, createColorCounts, extractColors } from '@kcolors/core/palette';

const { paths } = JSON.parse(process.argv[2]);

/**
 * Returns the peak memory in bytes. The system counts it for this program alone; `maxRSS` may include that of the
 * parent process.
 */
function peakMemory() {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

const counts = createColorCounts();
for (const path of paths) addColors(counts, (await decodeImage(readFileSync(path))).image);
const colors = extractColors(counts).map(({ rgba, share }) => `${rgba.join()} ${share}`);
console.log(JSON.stringify({ pixels: counts.histogram.pixels, peak: peakMemory(), colors }));
