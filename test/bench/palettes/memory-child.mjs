// Run by memory.ts in a fresh process: the colors of all images together, read one at a time, and the most memory held.
import { readFileSync } from 'node:fs';
import { decodeImage } from '@kcolors/codecs';
import { addImage, createHistogram } from '@kcolors/core';
import { crispEdges, extractColors } from '@kcolors/core/palette';

const { paths } = JSON.parse(process.argv[2]);

/** Bytes. What the system counts for this program alone: `maxRSS` may also hold that of the one that started it. */
function peakMemory() {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

const histogram = createHistogram();
for (const path of paths) {
  const { image } = await decodeImage(readFileSync(path));
  addImage(histogram, crispEdges(image));
}
const colors = extractColors(histogram).map(({ rgba, share }) => `${rgba.join()} ${share}`);
console.log(JSON.stringify({ pixels: histogram.pixels, peak: peakMemory(), colors }));
