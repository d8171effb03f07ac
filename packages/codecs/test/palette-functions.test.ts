import { readPalette } from '@kcolors/codecs/palettes';
import { describe, expect, it } from 'vitest';

// Expected values are those of sass 1.89 and less 4.3.

const hexesOf = (fileName: string, text: string): readonly string[] =>
  readPalette(text, { fileName }).palette.colors.map(({ hex }) => hex);

describe('functions of Sass are calculated', () => {
  it.each([
    ['darken(#336699, 10%)', '#264d73'],
    ['lighten($base, 20%)', '#6699cc'],
    ['lighten($base, 10 * 2%)', '#6699cc'],
    ['saturate(hsl(0, 50%, 50%), 50%)', '#ff0000'],
    ['desaturate(#f00, 100%)', '#808080'],
    ['adjust-hue(#f00, 120deg)', '#00ff00'],
    ['complement(#f00)', '#00ffff'],
    ['grayscale(#f00)', '#808080'],
    ['invert(#123456)', '#edcba9'],
    ['invert(#000, 25%)', '#404040'],
    ['mix(#000, #fff, 25%)', '#bfbfbf'],
    ['mix(rgba(#f00, .5), #00f)', '#4000bfbf'],
    ['transparentize(#000, .5)', '#00000080'],
    ['fade-out($base, 0.5)', '#33669980'],
    ['opacify(rgba(#000, .25), .25)', '#00000080'],
    ['color.adjust($base, $lightness: -10%)', '#264d73'],
    ['color.adjust(#f00, $hue: 120deg, $alpha: -0.5)', '#00ff0080'],
    ['color.adjust(#000, $red: 18)', '#120000'],
    ['color.scale($base, $lightness: 50%)', '#8cb3d9'],
    ['color.scale(#808080, $lightness: -50%, $alpha: -50%)', '#40404080'],
    ['color.change($base, $alpha: .5)', '#33669980'],
    ['c.mix($base, white)', '#99b3cc'],
    ['scale-color($base, $lightness: 50%)', '#8cb3d9'],
    ['darken(color.mix($base, white), 10%)', '#7799bb'],
    ['tint-color(#0d6efd, 80%)', '#cfe2ff'],
    ['shade-color(#0d6efd, 80%)', '#031633'],
    ['shift-color(#0d6efd, -80%)', '#cfe2ff'],
  ])('%s', (call, hex) => {
    expect(hexesOf('a.scss', `$base: #336699;\n$a: ${call} !default;`)).toEqual(['#336699', hex]);
  });
});

describe('functions of Less are calculated', () => {
  it.each([
    ['darken(@base, 10%)', '#264d73'],
    ['fade(@base, 50%)', '#33669980'],
    ['fadeout(@base, 50%)', '#33669980'],
    ['mix(@base, #fff, 50%)', '#99b3cc'],
    ['spin(#f00, 120)', '#00ff00'],
    ['tint(#000, 50%)', '#808080'],
    ['shade(#fff, 50%)', '#808080'],
    ['greyscale(#f00)', '#808080'],
  ])('%s', (call, hex) => {
    expect(hexesOf('a.less', `@base: #336699;\n@a: ${call};`)).toEqual(['#336699', hex]);
  });
});

describe('functions that cannot be calculated are skipped with a note', () => {
  it.each([
    'darken($base, $step)',
    'darken($base, 10%, relative)',
    'color.adjust($base, $chroma: 10%)',
    'color.scale($base, 10%)',
    'color.channel($base, "red")',
    'contrast($base)',
    'own($base, 10%)',
    'tint($base, 10%)', // the style sheet defines one of its own
  ])('%s', (call) => {
    const code = `@function own($c, $p) { @return $c }\n@function tint($p, $c) { @return $c }\n$base: #336699;\n$a: ${call};`;
    const { notes, palette, skipped } = readPalette(code, { fileName: 'a.scss' });
    expect(palette.colors).toHaveLength(1);
    expect(skipped).toBe(1);
    expect(notes.join()).toMatch(/^Read 1 color, skipped 1: \$a \(/);
  });
});

it('filters of CSS are no colors', () => {
  const code = ':root { --f: grayscale(1); --i: invert(100%); --s: saturate(2); --ink: #101418 }';
  expect(hexesOf('a.css', code)).toEqual(['#101418']);
});
