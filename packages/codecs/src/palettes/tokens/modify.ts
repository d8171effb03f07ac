import type { Color } from 'culori/fn';
import { hexFrom } from '../color-values.ts';
import { hexOfCss } from '../css/css-color.ts';
import { mixed } from '../css/mix.ts';
import { type CssSpace, channelsIn, MIXING_SPACES, rgbOf } from '../css/spaces.ts';
import type { JsonObject } from './json-text.ts';

const SPACES: Readonly<Record<string, CssSpace>> = {
  srgb: MIXING_SPACES.srgb!,
  hsl: MIXING_SPACES.hsl!,
  lch: MIXING_SPACES.lch!,
  p3: MIXING_SPACES['display-p3']!,
};

/**
 * Returns a color changed by a modifier of Tokens Studio: lighten, darken, mix or alpha.
 * Source: https://docs.tokens.studio/manage-tokens/token-types/color/modified-colors
 * @param textOf - resolves references in a value
 * @returns undefined if the modifier is invalid
 */
export function modified(
  hex: string,
  modifier: JsonObject,
  textOf: (value: unknown) => string | undefined,
): string | undefined {
  const amountText = textOf(modifier.value) ?? '';
  const amount = Number.parseFloat(amountText) / (amountText.trim().endsWith('%') ? 100 : 1);
  const space = SPACES[typeof modifier.space === 'string' ? modifier.space : 'srgb'] ?? SPACES.srgb!;
  if (!Number.isFinite(amount)) return undefined;
  const color = rgbOf(hex);
  if (modifier.type === 'alpha') return hexFrom({ ...color, alpha: amount });
  if (modifier.type === 'mix') {
    const other = hexOfCss(textOf(modifier.color) ?? '');
    return other && hexFrom(mixed(color, rgbOf(other), amount, { space, method: 'shorter', opacity: 1 }));
  }
  if (modifier.type !== 'lighten' && modifier.type !== 'darken') return undefined;
  const end = (full: number) => (modifier.type === 'lighten' ? full : 0);
  const isRgb = space.mode === 'rgb' || space.mode === 'p3';
  const values = channelsIn(color, space).map((value, i) => {
    const channel = space.channels[i]!;
    const full = space.mode === 'lch' ? 100 : 1;
    const isChanged = isRgb || channel === 'l';
    return [channel, isChanged ? value! + (end(full) - value!) * amount : value];
  });
  return hexFrom({ mode: space.mode, ...Object.fromEntries(values), alpha: color.alpha } as Color);
}
