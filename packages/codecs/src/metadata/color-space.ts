import { latin1, u16be, u32be } from '../bytes.ts';
import type { ColorSpace, Metadata } from '../types.ts';
import { iccIsFor } from './icc.ts';

/** Red, green and blue of a space as XYZ under D50, which is how profiles hold them. */
const COLORANTS = {
  // IEC 61966-2-1, as in the profiles of the ICC: https://registry.color.org/rgb-registry/srgbprofiles
  srgb: [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141],
  // SMPTE EG 432-1 with the white of D65: https://registry.color.org/rgb-registry/displayp3
  'display-p3': [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841],
} as const satisfies Partial<Record<ColorSpace, readonly number[]>>;
const NEAR = 0.003;

/** Where the curve of sRGB is measured, and how far off another may be: one of plain gamma 2.2 is near enough. */
const CURVE = [
  [0.25, 0.0508],
  [0.5, 0.214],
  [0.75, 0.5225],
] as const;
const CURVE_NEAR = 0.01;

/** Code points of ITU-T H.273: primaries and transfer function. */
const SPACES_OF_CICP: Readonly<Record<string, ColorSpace>> = { '1 13': 'srgb', '12 13': 'display-p3' };

/** The space of the colors of an image, by what goes with it. One without a profile is sRGB, as browsers have it. */
export function colorSpaceOf({ chunks, icc }: Pick<Metadata, 'chunks' | 'icc'>): ColorSpace {
  const cicp = chunks?.find(({ type }) => type === 'cICP')?.data;
  if (cicp) return SPACES_OF_CICP[`${cicp[0]} ${cicp[1]}`] ?? 'other';
  // A profile for gray or CMYK says nothing of the RGB that was decoded.
  return icc && iccIsFor(icc, 'RGB ') ? spaceOfProfile(icc) : 'srgb';
}

function spaceOfProfile(icc: Uint8Array): ColorSpace {
  const colorants = ['rXYZ', 'gXYZ', 'bXYZ'].flatMap((name) => readXyz(icc, name));
  const isNear = (expected: readonly number[]) =>
    colorants.length === expected.length &&
    colorants.every((value, i) => Math.abs(value - expected[i]!) < NEAR);
  const name = (['srgb', 'display-p3'] as const).find((space) => isNear(COLORANTS[space]));
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((tag) => readCurve(icc, tag));
  const isSrgbCurve = curves.every(
    (curve) => curve && CURVE.every(([at, light]) => Math.abs(curve(at) - light) < CURVE_NEAR),
  );
  return name && isSrgbCurve ? name : 'other';
}

/** The bytes of a tag; none where there is no such tag. */
function readTag(icc: Uint8Array, name: string): Uint8Array {
  const count = Math.min(u32be(icc, 128), 100);
  for (let i = 0, at = 132; i < count; i++, at += 12) {
    if (latin1(icc, at, 4) !== name) continue;
    const start = u32be(icc, at + 4);
    return icc.subarray(start, start + u32be(icc, at + 8));
  }
  return icc.subarray(0, 0);
}

const fixed = (bytes: Uint8Array, at: number): number => (u32be(bytes, at) | 0) / 65536;

function readXyz(icc: Uint8Array, name: string): number[] {
  const tag = readTag(icc, name);
  return latin1(tag, 0, 4) === 'XYZ ' ? [8, 12, 16].map((at) => fixed(tag, at)) : [];
}

/** Stored value to light, both 0 to 1: ICC.1:2022, 10.6 and 10.18. */
type Curve = (stored: number) => number;

function readCurve(icc: Uint8Array, name: string): Curve | undefined {
  const tag = readTag(icc, name);
  const type = latin1(tag, 0, 4);
  if (type === 'curv') return readTable(tag);
  if (type !== 'para') return undefined;
  const kind = u16be(tag, 8);
  const [gamma = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = [12, 16, 20, 24, 28, 32, 36].map((at) =>
    fixed(tag, at),
  );
  const power: Curve = (x) => Math.max(0, a * x + b) ** gamma;
  const kinds: readonly Curve[] = [
    (x) => x ** gamma,
    (x) => (x >= -b / a ? power(x) : 0),
    (x) => (x >= -b / a ? power(x) + c : c),
    (x) => (x >= d ? power(x) : c * x),
    (x) => (x >= d ? power(x) + e : c * x + f),
  ];
  return kinds[kind];
}

function readTable(tag: Uint8Array): Curve {
  const count = u32be(tag, 8);
  if (count === 0) return (x) => x;
  if (count === 1) return (x) => x ** (u16be(tag, 12) / 256);
  return (x) => u16be(tag, 12 + 2 * Math.round(x * (count - 1))) / 65535;
}
