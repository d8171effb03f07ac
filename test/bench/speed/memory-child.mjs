// Run by memory.ts in a new process: creates an image, quantizes it, and reports the peak memory.
import { readFileSync } from 'node:fs';
import { quantize } from '@kcolors/core';

const { width, height, options } = JSON.parse(process.argv[2]);

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

/**
 * Creates gradients with noise, transparent at the left and translucent in the middle: many colors, some translucent.
 */
function makeImage() {
  const data = new Uint8Array(width * height * 4);
  let noise = 1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      noise ^= noise << 13;
      noise ^= noise >>> 17;
      noise ^= noise << 5;
      data[at] = (224 * x) / width + (noise & 31);
      data[at + 1] = (224 * y) / height + ((noise >>> 5) & 31);
      data[at + 2] = (224 * (x + y)) / (width + height) + ((noise >>> 10) & 31);
      const across = (8 * x) / width;
      data[at + 3] = across < 1 ? 0 : across < 2 ? 255 * (across - 1) : 255;
    }
  }
  return { data, width, height };
}

const image = makeImage();
const before = peakMemory();
const { indices } = quantize(image, options);
console.log(JSON.stringify({ input: image.data.length, before, peak: peakMemory(), labels: indices.length }));
