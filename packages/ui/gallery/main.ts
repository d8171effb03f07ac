// The script of gallery.html: defines the components and fills what the page cannot say in markup.

import { nearestName } from '@kcolors/codecs/color-names';
import { TEXT_PALETTE_FORMATS } from '@kcolors/codecs/palettes';
import { type CompressRequest, DEFAULT_REQUEST } from '@kcolors/codecs/request';
import type { KcFacts } from '../src/facts/kc-facts.ts';
import type { KcOptions } from '../src/options/kc-options.ts';
import { setCopyFormats } from '../src/palette/copy.ts';
import { setColorNamer } from '../src/palette/entries.ts';
import type { KcPalette } from '../src/palette/kc-palette.ts';
import { connectStudio } from '../src/studio/controller.ts';
import type { KcStudio } from '../src/studio/kc-studio.ts';
import type { StudioFacts } from '../src/studio/types.ts';
import { defineStudio } from '../src/studio.ts';
import cat from './cat.png';
import disks from './disks.png';
import { engineOf, loadPicture } from './engine.ts';

setColorNamer(nearestName);
setCopyFormats(
  Object.entries(TEXT_PALETTE_FORMATS).map(([id, { label, write }]) => ({
    id,
    label,
    write: (colors) => write({ colors }),
  })),
);
defineStudio();

const find = <T extends Element>(selector: string) => document.querySelector<T>(selector)!;

/** The page as a host would show it: its colors, light or dark, its width. */
for (const select of document.querySelectorAll<HTMLSelectElement>('#page select')) {
  select.addEventListener('change', () =>
    document.documentElement.setAttribute(`data-${select.name}`, select.value),
  );
}

for (const canvas of document.querySelectorAll<HTMLCanvasElement>('#canvas canvas')) {
  const context = canvas.getContext('2d')!;
  const steps = canvas.slot === 'before' ? canvas.width : 4;
  for (let x = 0; x < canvas.width; x++) {
    const hue = 200 + (120 * Math.floor((x * steps) / canvas.width)) / steps;
    context.fillStyle = `hsl(${hue} 70% 55%)`;
    context.fillRect(x, 0, 1, canvas.height);
  }
}

const hexOf = (i: number) => `#${((i * 0x01fd37 + 0x204060) & 0xffffff).toString(16).padStart(6, '0')}`;
const many = Array.from({ length: 128 }, (_, i) => ({ hex: hexOf(i), share: (2 * (128 - i)) / (128 * 129) }));
for (const palette of document.querySelectorAll<KcPalette>('.dense')) palette.colors = many;

const options = (id: string) => find<KcOptions>(`#options-${id}`);
options('locked').request = {
  ...DEFAULT_REQUEST,
  quality: 'colors',
  colors: 64,
  dither: 0,
  fixedColors: ['#9c775d', '#25170c', '#fff'],
};
options('number').request = { ...DEFAULT_REQUEST, quality: 'colors', colors: 32 };
options('rate').request = { ...DEFAULT_REQUEST, quality: 'colors', colors: 64, rate: 0.4 };
options('found').found = 43;
options('missed').found = 256;
options('missed').missed = true;
options('no-auto').request = { ...DEFAULT_REQUEST, quality: 'colors' };
options('no-auto').noAuto = 'One palette for all needs a number of colors.';
options('jpeg').request = { ...DEFAULT_REQUEST, quality: 'colors', format: 'jpeg', jpegQuality: 82 };

const result: StudioFacts = {
  before: 466_706,
  after: 52_113,
  approximate: false,
  outcome: 'compressed',
  width: 600,
  height: 400,
  psnr: 36.2,
  deltaE: 1.1,
  qualityScore: { score: 83.4 },
  notes: [],
};
const states: Record<string, Partial<StudioFacts>> = {
  result: {},
  estimate: { approximate: true, after: 54_000 },
  running: { approximate: true, after: 54_000 },
  same: { psnr: 44.8, deltaE: 0.4, qualityScore: { score: 92.1 }, after: 148_322 },
  good: { psnr: 31, deltaE: 2.1, qualityScore: { score: 71, target: 70 }, after: 41_200 },
  clear: { psnr: 24.1, deltaE: 5.2, qualityScore: { score: 38 }, after: 11_900 },
  identical: { psnr: Number.POSITIVE_INFINITY, deltaE: 0, after: 401_000 },
  kept: { outcome: 'kept', after: 480_233 },
  notes: { notes: ['16 bits per channel were reduced to 8.', 'Only the first of 12 frames is shown.'] },
  traced: { qualityScore: { score: 83.4, target: 80 } },
};
const tried = [4, 6, 8, 10, 14, 16, 20, 32, 48, 64, 128, 256].map((colors, i) => ({
  ...result,
  approximate: i % 3 > 0,
  after: 9_000 * Math.log2(colors),
  qualityScore: { score: 98 - 150 / colors },
  requested: { ...DEFAULT_REQUEST, quality: 'colors' as const, colors },
}));
for (const facts of tried) find<KcFacts>('#facts-traced').facts = facts;
for (const [id, facts] of Object.entries(states))
  find<KcFacts>(`#facts-${id}`).facts = { ...result, ...facts };
find<KcFacts>('#facts-running').progress = 0.4;

const studio = (id: string) => find<KcStudio>(`#studio-${id}`);
studio('loading').phase = 'loading';
studio('loading').name = 'cat.png';
studio('error').phase = 'error';
studio('error').message = 'cat.png is not an image, or it is damaged: the header of the PNG ends early.';

async function open(
  id: string,
  url: string,
  name: string,
  request: Partial<CompressRequest>,
): Promise<KcStudio> {
  const picture = await loadPicture(url);
  const view = studio(id);
  view.phase = 'loading';
  view.name = name;
  view.source = 'png';
  view.originalBytes = picture.bytes;
  view.request = { ...DEFAULT_REQUEST, ...request };
  view.actions = ['save-over', 'save-copy', 'copy-palette'];
  view.drawBefore(picture);
  await connectStudio(view, engineOf(picture)).current();
  return view;
}

const whenSeen: Record<string, () => Promise<KcStudio>> = {
  ready: () => open('ready', cat, 'cat.png', { quality: 'good' }),
  narrow: async () => {
    const view = await open('narrow', disks, 'disks.png', { quality: 'colors', colors: 8 });
    view.actions = [
      { id: 'replace', label: 'Replace fill', primary: true },
      { id: 'duplicate', label: 'Duplicate' },
      { id: 'styles', label: 'Create styles', disabled: true },
    ];
    return view;
  },
  failed: async () => {
    const view = await open('failed', cat, 'cat.png', { quality: 'colors', colors: 16 });
    view.facts = undefined;
    view.message = 'The image could not be compressed: the worker ran out of memory.';
    return view;
  },
};

// Each of them starts to work when it comes into sight, and says when it is done.
const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    sight.unobserve(target);
    const opening = whenSeen[target.id.replace('studio-', '')]!();
    void opening.then((view) => view.setAttribute('data-done', ''));
  }
});
for (const id of Object.keys(whenSeen)) sight.observe(studio(id));
