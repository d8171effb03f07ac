import { colorList } from '../color-list.ts';
import { hexIn } from '../color-values.ts';
import type { Found } from '../format.ts';
import type { Skipped } from '../skipped.ts';
import { isObject, type JsonObject } from './json-text.ts';

const SPACES: Readonly<Record<string, string>> = {
  srgb: 'srgb',
  'extended-srgb': 'srgb',
  'extended-linear-srgb': 'srgb-linear',
  'display-p3': 'display-p3',
};

/**
 * Reads a color set of an asset catalog of Xcode (`Contents.json`): a color for light pages, and others for dark pages or
 * high contrast. Source: https://developer.apple.com/library/archive/documentation/Xcode/Reference/xcode_ref-Asset_Catalog_Format/Named_Color.html
 * @returns undefined for other JSON
 */
export function readXcode(root: object): Found | undefined {
  const { colors: entries, info } = root as JsonObject;
  const isSet =
    Array.isArray(entries) && isObject(info) && entries.some((entry) => isObject(entry) && 'idiom' in entry);
  if (!isSet) return undefined;
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  for (const entry of entries) {
    const color = isObject(entry) ? entry.color : undefined;
    if (!isObject(color)) continue;
    const hex = hexOf(color);
    const name = appearanceOf(entry);
    if (hex !== undefined) add({ hex, ...(name && { name }) });
    else
      skipped.push({
        name: name || 'color',
        value: JSON.stringify(color),
        reason: 'a system color or another color space',
      });
  }
  return { colors, skipped };
}

function hexOf({ components, 'color-space': space }: JsonObject): string | undefined {
  if (!isObject(components)) return undefined;
  const { white, red, green, blue, alpha } = components;
  const rgb = (white === undefined ? [red, green, blue] : [white, white, white]).map(shareOf);
  const name = String(space).replace(/^gray-gamma-22$|^extended-gray$/, 'srgb');
  const isKnown = Object.hasOwn(SPACES, name) && rgb.every(Number.isFinite);
  return isKnown ? hexIn(SPACES[name]!, rgb, alphaOf(alpha)) : undefined;
}

/** Returns a channel from 0 to 1, written as `0x1A`, `26` or `0.102`. */
function shareOf(value: unknown): number {
  const text = String(value);
  if (/^0x[0-9a-f]{1,2}$/i.test(text)) return Number(text) / 255;
  if (/^\d{1,3}$/.test(text) && typeof value === 'string') return Number(text) / 255;
  return /^[+-]?\d*\.?\d+(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

const alphaOf = (value: unknown): number => (Number(value) >= 0 && Number(value) <= 1 ? Number(value) : 1);

function appearanceOf(entry: JsonObject): string {
  const { appearances } = entry;
  if (!Array.isArray(appearances)) return '';
  const values = appearances.flatMap((each) =>
    isObject(each) && typeof each.value === 'string' ? [each.value] : [],
  );
  return values.map((value) => value.slice(0, 1).toUpperCase() + value.slice(1)).join(' ');
}
