import { readFileSync } from 'node:fs';
import { decodeImage } from '@kcolors/codecs';
import type { RgbaImage } from '@kcolors/core';
import { compareEngines, SETTINGS } from './compare.ts';
import type { Job, Report } from './job.ts';

let images = 0;

process.on('message', async (job: Job) => {
  process.send!(await look(job));
});

async function look({ file, maxPixels }: Job): Promise<Report> {
  let image: RgbaImage;
  try {
    image = (await decodeImage(readFileSync(file), { maxPixels })).image;
  } catch (error) {
    return { file, outcome: 'skipped', reason: messageOf(error) };
  }
  try {
    images++; // so that no setting has the same engine first on all of them
    const runs = SETTINGS.map((options, i) => compareEngines(image, options, (images + i) % 2 === 0));
    return { file, outcome: 'compared', mpx: (image.width * image.height) / 1e6, runs };
  } catch (error) {
    return { file, outcome: 'failed', reason: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
