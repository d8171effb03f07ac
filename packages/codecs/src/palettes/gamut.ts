import { type Color, converter, type Rgb } from 'culori/fn';

const toRgb = converter('rgb');
const toOklab = converter('oklab');
const toOklch = converter('oklch');

const JUST_NOTICEABLE = 0.02; // Euclidean distance in Oklab
const EPSILON = 0.0001;

const clipped = ({ r, g, b }: Rgb): Rgb => ({ mode: 'rgb', r: clamp(r), g: clamp(g), b: clamp(b) });
const clamp = (share: number): number => Math.min(1, Math.max(0, share || 0));
const isInside = ({ r, g, b }: Rgb): boolean => [r, g, b].every((each) => each > -1e-6 && each < 1 + 1e-6);

/**
 * Returns an opaque color of sRGB. A color outside is mapped as in CSS: its chroma in Oklch is reduced until clipping
 * changes it by less than a just noticeable difference. Source: https://www.w3.org/TR/css-color-4/#css-gamut-mapping
 */
export function mappedToRgb(color: Color): Rgb {
  const rgb = toRgb(color)!;
  if (isInside(rgb)) return clipped(rgb);
  const { c, h = 0, l } = toOklch(color)!;
  if (l >= 1) return { mode: 'rgb', r: 1, g: 1, b: 1 };
  if (l <= 0) return { mode: 'rgb', r: 0, g: 0, b: 0 };
  let best = clipped(rgb);
  if (distance(best, color) < JUST_NOTICEABLE) return best;
  let [min, max, isMinInside] = [0, c, true];
  while (max - min > EPSILON) {
    const chroma = (min + max) / 2;
    const current: Color = { mode: 'oklch', l, c: chroma, h };
    const currentRgb = toRgb(current)!;
    if (isMinInside && isInside(currentRgb)) {
      min = chroma;
      continue;
    }
    best = clipped(currentRgb);
    const error = distance(best, current);
    if (error >= JUST_NOTICEABLE) max = chroma;
    else {
      if (JUST_NOTICEABLE - error < EPSILON) return best;
      isMinInside = false;
      min = chroma;
    }
  }
  return best;
}

function distance(one: Color, other: Color): number {
  const [a, b] = [toOklab(one)!, toOklab(other)!];
  return Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b);
}
