import type { RgbaImage } from '@kcolors/core';
import { paint } from '../../../../packages/core/test/helpers/images.ts';
import { drawSvg } from '../images.ts';
import { diceOf, phrase, rect, svgOf, text } from './svg.ts';

type Rgb = readonly [red: number, green: number, blue: number];

const SIZE = { width: 480, height: 300 };

/** Smooth images, rounded to 8 bits as design tools do. */
export const GRADIENTS: Readonly<Record<string, () => RgbaImage | Promise<RgbaImage>>> = {
  'linear gradient': () => painted((_, v) => between([36, 78, 150], [150, 196, 232], v)),
  'radial gradient': () =>
    painted((u, v) =>
      between([250, 232, 200], [120, 60, 90], Math.min(1, Math.hypot(u - 0.4, v - 0.45) * 1.3)),
    ),
  'dark gradient': () => painted((u, v) => between([10, 12, 18], [46, 50, 66], (u + v) / 2)),
  'gradient of two hues': () => painted((u, v) => between([240, 90, 120], [90, 80, 220], 0.8 * u + 0.2 * v)),
  'hero with text': hero,
};

const between = (from: Rgb, to: Rgb, share: number): Rgb =>
  [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * share)) as unknown as Rgb;

const painted = (color: (u: number, v: number) => Rgb): RgbaImage =>
  paint(SIZE.width, SIZE.height, (x, y) => [...color(x / SIZE.width, y / SIZE.height), 255]);

/** Draws the header of a landing page: a gradient with a glow in a corner, text and a button. */
function hero(): Promise<RgbaImage> {
  const { height, width } = SIZE;
  const dice = diceOf(7);
  return drawSvg(
    svgOf(
      width,
      height,
      `<defs><linearGradient id="a" x2="1" y2="1"><stop stop-color="#0f2027"/><stop offset="1" stop-color="#2c5364"/></linearGradient>
<radialGradient id="b" cx="0.8" cy="0.2" r="0.7"><stop stop-color="#8fd3f4" stop-opacity="0.7"/><stop offset="1" stop-color="#8fd3f4" stop-opacity="0"/></radialGradient></defs>
${rect(0, 0, width, height, 'url(#a)')}${rect(0, 0, width, height, 'url(#b)')}
${text(40, 120, 30, '#ffffff', 'Ship it today')}${text(40, 152, 13, '#d7e3ea', phrase(dice, 6))}
${rect(40, 180, 120, 36, '#ff6b4a', 'rx="8"')}${text(62, 203, 14, '#ffffff', 'Get started')}`,
    ),
  );
}

/** Returns a photograph within a mat that darkens slightly toward the bottom. */
export function matted(photo: RgbaImage, rim: number): RgbaImage {
  const { data, height, width } = photo;
  return paint(width + 2 * rim, height + 2 * rim, (x, y) => {
    const isPhoto = x >= rim && x < rim + width && y >= rim && y < rim + height;
    const at = 4 * ((y - rim) * width + x - rim);
    return isPhoto
      ? [...data.subarray(at, at + 4)]
      : [...between([238, 236, 230], [214, 211, 204], y / (height + 2 * rim)), 255];
  });
}
