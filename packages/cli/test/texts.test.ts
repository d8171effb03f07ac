import { setImmediate } from 'node:timers/promises';
import { Chalk } from 'chalk';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { chooseDestination } from '../src/destination.ts';
import { hasDesktop } from '../src/open-in-browser.ts';
import type { DoneReport } from '../src/outcome.ts';
import { encodePlainPng, previewLimit, shrink } from '../src/preview.ts';
import { jsonReport } from '../src/report-json.ts';
import { fileLines, paletteLines, totalLine } from '../src/report-text.ts';
import { runScheduled } from '../src/schedule.ts';
import type { Settings } from '../src/settings.ts';
import { formatChange } from '../src/text.ts';

const report: DoneReport = {
  input: 'photo.png',
  output: '/here/photo.min.png',
  status: 'compressed',
  bytesBefore: 503_000,
  bytesAfter: 61_000,
  format: 'png',
  width: 4,
  height: 2,
  palette: [
    { hex: '#102030', share: 0.25 },
    { hex: '#ffffff', share: 0.75 },
  ],
  mse: 12.5,
  psnr: 37.2,
  notes: ['A note.'],
};
const style = {
  paint: new Chalk({ level: 0 }),
  width: 80,
  nameWidth: 9,
  palettes: 'full',
  shown: (path: string) => path.replace('/here/', ''),
} as const;

describe('numbers', () => {
  it.each([
    [503, 61, '−88 %'],
    [100, 100, '±0 %'],
    [1000, 999, '−0.1 %'],
    [100, 150, '+50 %'],
    [0, 10, '±0 %'],
    [100_000, 300, '−99.7 %'],
  ])('%i to %i: %s', (before, after, text) => expect(formatChange(before, after)).toBe(text));
});

describe('text', () => {
  it('has one line for a file, then its palette, then its notes', () => {
    expect(fileLines(report, style)).toEqual([
      'photo.png  503 kB → 61 kB  −88 %  2 colors  → photo.min.png',
      '  #ffffff      75 %  #102030      25 %',
      '  A note.',
    ]);
  });

  it('says how much a result looks like its original, never more than it does', () => {
    const qualityScore = { score: 81.97, colors: 2, target: 75, reached: true };
    const [line] = fileLines({ ...report, qualityScore }, style);
    expect(line).toContain('−88 %  2 colors chosen  quality score 81 of 100  →');
    const [file] = JSON.parse(jsonReport([{ ...report, qualityScore }])).files;
    expect(file.qualityScore).toEqual({ ...qualityScore, text: 'quality score 81 of 100' });
  });

  it('says from which size an image was reduced', () => {
    const reduced = { ...report, width: 1600, height: 1200, resizedFrom: { width: 4000, height: 3000 } };
    const [line] = fileLines(reduced, style);
    expect(line).toBe(
      'photo.png  503 kB → 61 kB  −88 %  4000 × 3000 → 1600 × 1200  2 colors  → photo.min.png',
    );
    const [file] = JSON.parse(jsonReport([reduced])).files;
    expect(file).toMatchObject({ width: 1600, height: 1200, resizedFrom: { width: 4000, height: 3000 } });
  });

  it('says when a file could not be made smaller', () => {
    const kept = { ...report, status: 'kept', output: null, palette: [], notes: [] } as const;
    expect(fileLines(kept, style)).toEqual(['photo.png  503 kB  unchanged']);
  });

  it('sums up', () => {
    expect(totalLine([report, report], 1, style)).toBe('3 files  1.0 MB → 122 kB  −88 %  1 failed');
  });

  it('paints blocks where colors can be shown', () => {
    const [line] = paletteLines(report.palette, { paint: new Chalk({ level: 3 }), width: 80 });
    expect(line).toContain('\u001b[48;2;16;32;48m');
  });

  it('is a document for programs, with null for an infinite ratio', () => {
    const error = { input: 'x', status: 'error', error: 'no' } as const;
    const exact = { ...report, status: 'kept', psnr: Number.POSITIVE_INFINITY, mse: 0 } as const;
    const stripped = { ...exact, status: 'stripped', bytesBefore: 900, bytesAfter: 400 } as const;
    const document = JSON.parse(jsonReport([report, exact, error, stripped]));
    expect(document.totals).toEqual({
      files: 4,
      compressed: 1,
      kept: 1,
      stripped: 1,
      errors: 1,
      bytesBefore: 1_006_900,
      bytesAfter: 122_400,
    });
    expect(document.files[0]).toMatchObject({
      colors: 2,
      psnr: 37.2,
      palette: [{ hex: '#102030', share: 0.25 }, {}],
    });
    expect(document.files[1].psnr).toBeNull();
    expect(document.files[2]).toEqual({ input: 'x', output: null, status: 'error', error: 'no' });
  });
});

describe('destination', () => {
  const settings = { format: 'auto', inPlace: false, json: false, defaultSuffix: '.min' } as Settings;
  const one = { files: 1, expanded: false, stdin: false, outIsFolder: false };

  it('is a file only for one input and an extension that can be written', () => {
    const out = (path: string, facts = one, more: Partial<Settings> = {}) =>
      chooseDestination({ ...settings, out: path, ...more }, facts);
    expect(out('x.webp')).toEqual({ kind: 'file', path: 'x.webp' });
    expect(out('small')).toEqual({ kind: 'folder', path: 'small', suffix: '' });
    expect(out('small.png', { ...one, outIsFolder: true })).toMatchObject({ kind: 'folder' });
    expect(() => out('x.png', { ...one, files: 2 })).toThrow('names one file');
    expect(() => out('x.tiff')).toThrow('Expected .png, .webp, .gif, .jpg or .avif');
    expect(() => out('x.png', one, { format: 'webp' })).toThrow('does not match');
    expect(() => out('x', one, { inPlace: true })).toThrow('--in-place');
    expect(() => out('-', { ...one, files: 2 })).toThrow('standard output');
  });

  it('is beside the original, in place, or standard output', () => {
    expect(chooseDestination(settings, one)).toEqual({ kind: 'beside', suffix: '.min' });
    expect(chooseDestination({ ...settings, inPlace: true }, one)).toEqual({ kind: 'in-place' });
    expect(chooseDestination(settings, { ...one, stdin: true })).toEqual({ kind: 'stdout' });
    expect(() => chooseDestination({ ...settings, json: true }, { ...one, stdin: true })).toThrow('--json');
    expect(() => chooseDestination({ ...settings, suffix: '../x' }, one)).toThrow('--suffix');
  });
});

describe('previews', () => {
  it('means blocks, colors by their opacity', () => {
    const data = Uint8Array.of(255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0);
    expect([...shrink({ data, width: 2, height: 2 }, 2).data]).toEqual([255, 0, 0, 128]);
    expect(shrink({ data: data.subarray(0, 8), width: 2, height: 1 }, 4).data).toHaveLength(4);
  });

  it('are PNGs that another decoder reads', () => {
    const data = Uint8Array.from({ length: 24 }, (_, i) => i * 10);
    const {
      width,
      height,
      data: read,
    } = PNG.sync.read(Buffer.from(encodePlainPng({ data, width: 3, height: 2 })));
    expect([width, height, ...read]).toEqual([3, 2, ...data]);
  });

  it('are smaller when there are many', () => {
    expect(previewLimit(1).pixels).toBe(4e6);
    expect(previewLimit(100).pixels).toBe(640_000);
  });
});

describe('schedule', () => {
  it('keeps to its slots and its budget, and tells results in order', async () => {
    let [running, most, cost, mostCost] = [0, 0, 0, 0];
    const told: number[] = [];
    const job = (size: number, index: number) => ({
      cost: size,
      run: async () => {
        most = Math.max(most, ++running);
        cost += size;
        mostCost = Math.max(mostCost, cost);
        for (let turn = index; turn < 5; turn++) await setImmediate(); // later jobs end sooner
        running--;
        cost -= size;
        return index;
      },
    });
    const jobs = [1, 2, 3, 9, 1, 1].map(job);
    const results = await runScheduled(jobs, { slots: 3, budget: 5 }, (result) => told.push(result));
    expect(results).toEqual([0, 1, 2, 3, 4, 5]);
    expect(told).toEqual(results);
    expect(most).toBe(2);
    expect(mostCost).toBe(9); // the large one alone
  });
});

describe('browser', () => {
  it('opens only on a desktop', () => {
    expect(hasDesktop({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDesktop({}, 'linux')).toBe(false);
    expect(hasDesktop({}, 'darwin')).toBe(true);
    expect(hasDesktop({ CI: '1' }, 'darwin')).toBe(false);
    expect(hasDesktop({ DISPLAY: ':0', SSH_TTY: '/dev/pts/0' }, 'linux')).toBe(false);
  });
});
