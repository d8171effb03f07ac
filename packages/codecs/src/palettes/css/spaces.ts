import { type Color, converter } from 'culori/fn';
import { bytesOf } from '../hex.ts';

/** Color space of CSS. */
export interface CssSpace {
  /** Mode of culori. */
  readonly mode: Color['mode'];
  /** Channels of culori, in the order of CSS. They are also the keywords of relative colors. */
  readonly channels: readonly [string, string, string];
  /** The numbers that 100% stands for, and so the scale of the channel keywords. */
  readonly full: readonly [number, number, number];
  /** Numbers of CSS for 1 in culori. */
  readonly scale: readonly [number, number, number];
}

const ONE = [1, 1, 1] as const;
const HSL = { full: [360, 100, 100], scale: [1, 100, 100] } as const;
const RGB = { channels: ['r', 'g', 'b'], full: ONE, scale: ONE } as const;
const XYZ = { channels: ['x', 'y', 'z'], full: ONE, scale: ONE } as const;

const rgb: CssSpace = {
  mode: 'rgb',
  channels: ['r', 'g', 'b'],
  full: [255, 255, 255],
  scale: [255, 255, 255],
};
const hsl: CssSpace = { mode: 'hsl', channels: ['h', 's', 'l'], ...HSL };
const LAB: CssSpace = { mode: 'lab', channels: ['l', 'a', 'b'], full: [100, 125, 125], scale: ONE };
const LCH: CssSpace = { mode: 'lch', channels: ['l', 'c', 'h'], full: [100, 150, 360], scale: ONE };
const OKLAB: CssSpace = { mode: 'oklab', channels: ['l', 'a', 'b'], full: [1, 0.4, 0.4], scale: ONE };
const OKLCH: CssSpace = { mode: 'oklch', channels: ['l', 'c', 'h'], full: [1, 0.4, 360], scale: ONE };

/** Functions that have a color space of their own. */
export const COLOR_FUNCTIONS: Readonly<Record<string, CssSpace>> = {
  rgb,
  rgba: rgb,
  hsl,
  hsla: hsl,
  hwb: { mode: 'hwb', channels: ['h', 'w', 'b'], ...HSL },
  lab: LAB,
  lch: LCH,
  oklab: OKLAB,
  oklch: OKLCH,
};

/** Color spaces of the `color()` function. */
export const PROFILES: Readonly<Record<string, CssSpace>> = {
  srgb: { mode: 'rgb', ...RGB },
  'srgb-linear': { mode: 'lrgb', ...RGB },
  'display-p3': { mode: 'p3', ...RGB },
  'a98-rgb': { mode: 'a98', ...RGB },
  'prophoto-rgb': { mode: 'prophoto', ...RGB },
  rec2020: { mode: 'rec2020', ...RGB },
  xyz: { mode: 'xyz65', ...XYZ },
  'xyz-d50': { mode: 'xyz50', ...XYZ },
  'xyz-d65': { mode: 'xyz65', ...XYZ },
};

/** Color spaces in which `color-mix()` mixes. */
export const MIXING_SPACES: Readonly<Record<string, CssSpace>> = {
  ...PROFILES,
  hsl,
  hwb: COLOR_FUNCTIONS.hwb!,
  lab: LAB,
  lch: LCH,
  oklab: OKLAB,
  oklch: OKLCH,
};

/** Chroma and saturation below which a hue means nothing. Source: https://www.w3.org/TR/css-color-4/#powerless */
const POWERLESS: Readonly<Record<string, readonly [channel: string, below: number]>> = {
  hsl: ['s', 1e-5],
  lch: ['c', 0.0015],
  oklch: ['c', 4e-6],
};

/** Returns the channels of a color in a space, in the units of culori. A hue that means nothing is undefined. */
export function channelsIn(color: Color, { mode, channels }: CssSpace): (number | undefined)[] {
  const converted = converter(mode)(color) as unknown as Readonly<Record<string, number | undefined>>;
  const [channel, below] = POWERLESS[mode] ?? ['', 0];
  const isGray = channel !== '' && (converted[channel] ?? 0) < below;
  return channels.map((each) =>
    each === 'h' && isGray && color.mode !== mode ? undefined : converted[each],
  );
}

/** Returns the color of `#rrggbb` or `#rrggbbaa`. */
export function rgbOf(hex: string): Color {
  const [r, g, b, alpha] = bytesOf(hex).map((byte) => byte / 255) as [number, number, number, number];
  return { mode: 'rgb', r, g, b, alpha };
}
