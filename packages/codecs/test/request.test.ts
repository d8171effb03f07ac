import { describe, expect, it } from 'vitest';
import { targetFormat } from '../src/index.ts';
import { levelOf } from '../src/quality/levels.ts';
import {
  DEFAULT_REQUEST,
  formatBytes,
  formatColors,
  formatShare,
  isFullColor,
  LOSS_WORDS,
  lossOf,
  normalHex,
  PRESETS,
  parseColors,
  parseHex,
  QUALITY_NAMES,
  quantizeOptions,
  requestOptions,
  sameRequest,
  toHex,
} from '../src/request/index.ts';

describe('a request', () => {
  it('is the same when it asks for the same', () => {
    expect(sameRequest(DEFAULT_REQUEST, { ...DEFAULT_REQUEST, fixedColors: [] })).toBe(true);
    for (const change of [
      { quality: 'small' },
      { colors: 17 },
      { rate: 0.1 },
      { dither: 0 },
      { space: 'srgb' },
      { format: 'png' },
      { jpegQuality: 1 },
      { fixedColors: ['#000000'] },
    ] as const) {
      expect(sameRequest(DEFAULT_REQUEST, { ...DEFAULT_REQUEST, ...change })).toBe(false);
    }
  });

  it.each([
    ['jpeg', 'png', true],
    ['keep', 'jpeg', true],
    ['keep', 'JPG', true],
    ['keep', 'png', false],
    ['auto', 'jpeg', false],
    ['png', 'jpeg', false],
  ] as const)('for %s from %s: in full color is %s', (format, source, full) => {
    expect(isFullColor(format, source)).toBe(full);
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'bmp', 'tiff', 'ico'] as const)(
    'is in full color from %s where a JPEG comes out',
    (source) => {
      for (const format of ['auto', 'keep', 'png', 'webp', 'gif', 'jpeg'] as const) {
        expect(isFullColor(format, source)).toBe(targetFormat(source, format) === 'jpeg');
      }
    },
  );
});

describe('a request as options of the codecs', () => {
  it('asks for a visual quality, which finds the number of colors', () => {
    expect(requestOptions({ ...DEFAULT_REQUEST, colors: 8, rate: 0.5 })).toEqual({
      quality: 'good',
      quantize: { maxColors: 256, space: 'oklab', objective: 'perceptual' },
      format: 'keep',
    });
  });

  it('or for a number of colors, and less exactness for fewer bytes', () => {
    const fixedColors = ['#ff0000', '#00ff0080'];
    expect(requestOptions({ ...DEFAULT_REQUEST, quality: 'colors', rate: 0.5, fixedColors })).toEqual({
      quantize: {
        maxColors: 16,
        dither: 0.75,
        rate: 0.5,
        space: 'oklab',
        objective: 'perceptual',
        fixedColors: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 128),
      },
      format: 'keep',
      jpegQuality: 75,
    });
  });

  it('has the least error where stored values are compared', () => {
    expect(requestOptions({ ...DEFAULT_REQUEST, space: 'srgb' }).quantize).toMatchObject({
      space: 'srgb',
      objective: 'mse',
    });
  });
});

describe('the options of the quantizer', () => {
  it('are those that are asked for and no others', () => {
    expect(quantizeOptions({})).toEqual({});
    expect(quantizeOptions({ colors: 8, rate: 0, space: 'srgb', fixedColors: ['red'] })).toEqual({
      maxColors: 8,
      rate: 0,
      space: 'srgb',
    });
  });
});

describe('presets', () => {
  it('are what a quality stands for, the best first', () => {
    const targets = QUALITY_NAMES.map((name) => levelOf(name).target);
    expect(targets).toEqual(QUALITY_NAMES.map((name) => PRESETS[name].target));
    expect(targets).toEqual([...targets].sort((one, other) => other - one));
  });
});

describe('colors as text', () => {
  it('reads hex colors of three lengths and nothing else', () => {
    expect(parseHex('#0af')).toEqual({ r: 0, g: 170, b: 255, a: 255 });
    expect(parseHex('#0B1d2A')).toEqual({ r: 11, g: 29, b: 42, a: 255 });
    expect(parseHex('#0b1d2a80')).toEqual({ r: 11, g: 29, b: 42, a: 128 });
    for (const wrong of ['', 'red', '#12', '#12345', '#1234567', '#gggggg', '0b1d2a']) {
      expect(parseHex(wrong)).toBeUndefined();
    }
  });

  it('has one spelling of a hex', () => {
    for (const same of ['#0AF', ' #00aaff', '#00AAFFff']) expect(normalHex(same)).toBe('#00aaff');
    expect(normalHex('#00AAFF80')).toBe(toHex({ r: 0, g: 170, b: 255, a: 128 }));
    for (const wrong of ['0af', '#0af8', 'red']) expect(normalHex(wrong)).toBeUndefined();
  });

  it('reads back what it writes', () => {
    const colors = [
      { hex: '#0b1d2a', share: 0.4217 },
      { hex: '#ffffff80', share: 0 },
    ];
    expect(parseColors(formatColors(colors))).toEqual(colors);
    expect(parseColors('#FFF 0.5, nonsense, , #123456')).toEqual([
      { hex: '#fff', share: 0.5 },
      { hex: '#123456', share: 0 },
    ]);
    expect(parseColors(null)).toEqual([]);
  });
});

describe('numbers in words', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [812.4, '812 bytes'],
    [8_449, '8.4 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [9_960, '10 kB'],
    [52_113, '52 kB'],
    [1_500_000_000, '1.5 GB'],
  ])('says %d as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.042, '4.2 %'],
    [0.0996, '10 %'],
    [0.42, '42 %'],
    [1, '100 %'],
  ])('says %f as %s', (share, text) => expect(formatShare(share)).toBe(text));

  it.each([
    [Number.POSITIVE_INFINITY, 0, 'Identical'],
    [44, 0.4, 'Looks the same'],
    [36, 1.1, 'Hard to tell apart'],
    [44, 1.1, 'Hard to tell apart'],
    [30, 2.1, 'Good'],
    [26, 3, 'Slight differences'],
    [24, 5, 'Visible differences'],
    [24, 0.3, 'Visible differences'],
    [Number.NaN, 0.3, 'Visible differences'],
  ])('a PSNR of %d and a ΔE of %d: %s', (psnr, deltaE, text) =>
    expect(LOSS_WORDS[lossOf({ psnr, deltaE })]).toBe(text),
  );

  it.each([
    [97.2, 'Looks the same'],
    [90, 'Looks the same'],
    [89.9, 'Hard to tell apart'],
    [84.9, 'Good'],
    [82, 'Good'],
    [81.9, 'Slight differences'],
    [69.9, 'Visible differences'],
    [12, 'Visible differences'],
  ])('a quality score of %d: %s, whatever the other numbers say', (score, text) => {
    for (const psnr of [20, 60])
      expect(LOSS_WORDS[lossOf({ psnr, deltaE: 1, qualityScore: { score } })]).toBe(text);
  });
});
