import { colornames } from 'color-name-list/short';
import { type Oklab, oklabOf } from './oklab.ts';
import { parseHex } from './swatch-color.ts';

/** 3,000 names of one or two words, from the list of meodai (https://github.com/meodai/color-names). */
const list = colornames as readonly { readonly name: string; readonly hex: string }[];

const opaque = (hex: string): Oklab => oklabOf({ ...parseHex(hex)!, a: 255 });

let colors: Oklab[] | undefined;
const known = new Map<string, string>();

/** The name in the list whose color looks most like this one, by its distance in Oklab; opacity plays no part. */
export function nearestName(hex: string): string {
  const found = known.get(hex);
  if (found !== undefined) return found;
  colors ??= list.map((each) => opaque(each.hex));
  const { l, a, b } = opaque(hex);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < colors.length; i++) {
    const color = colors[i]!;
    const distance = (color.l - l) ** 2 + (color.a - a) ** 2 + (color.b - b) ** 2;
    if (distance >= least) continue;
    least = distance;
    best = i;
  }
  const { name } = list[best]!;
  known.set(hex, name);
  return name;
}
