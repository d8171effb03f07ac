import { ColorSpace, contrastAPCA, sRGB } from 'colorjs.io/fn';
import { contrastOf } from '../palettes/color-texts.ts';
import { bytesOf } from '../palettes/hex.ts';

ColorSpace.register(sRGB);

/** Contrast of a color on a background. */
export interface Contrast {
  /** Contrast ratio of WCAG 2, 1 to 21. Text needs 4.5, large text and symbols 3. */
  readonly ratio: number;
  /** Lightness contrast by APCA, 0 to 108. Text to be read needs 75, other text 60, symbols 45. */
  readonly lc: number;
}

/** Contrast ratio of WCAG 2 that text needs. Source: https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const TEXT_RATIO = 4.5;
/** Contrast ratio of WCAG 2 that large text and symbols need. Source: https://www.w3.org/TR/WCAG22/#non-text-contrast */
export const SYMBOL_RATIO = 3;

/**
 * Returns the contrast of a color on a background, by WCAG 2 and by APCA. Alpha is ignored.
 *
 * @param hex - color of a text or symbol, `#rrggbb` or `#rrggbbaa`
 * @param background - `#rrggbb` or `#rrggbbaa`
 */
export function contrastOn(hex: string, background: string): Contrast {
  const lc = Math.abs(contrastAPCA(colorOf(background), colorOf(hex)));
  return { ratio: contrastOf(hex, background), lc };
}

function colorOf(hex: string) {
  const [r, g, b] = bytesOf(hex).map((byte) => byte / 255) as [number, number, number];
  return { space: sRGB, coords: [r, g, b] as [number, number, number], alpha: 1 };
}
