// Reads and writes ICC profiles with three colorants and three curves (ICC.1:2022).
import { concatBytes, latin1, latin1Bytes, u16be, u16beBytes, u32be, u32beBytes } from '../bytes.ts';
import type { Curve, CurveParameters } from './curve.ts';
import { power } from './curve.ts';
import { type Colorants, D50 } from './primaries.ts';

/** Colorants and curves of a profile. */
export interface MatrixProfile {
  readonly colorants: Colorants;
  readonly curves: readonly [Curve, Curve, Curve];
}

/** Returns the colorants and curves of a profile; undefined if one is missing or if it has lookup tables. */
export function readMatrixProfile(icc: Uint8Array): MatrixProfile | undefined {
  if (readTag(icc, 'A2B0').length > 0) return undefined; // tables take precedence
  const colorants = ['rXYZ', 'gXYZ', 'bXYZ'].flatMap((name) => readXyz(icc, name));
  const curves = ['rTRC', 'gTRC', 'bTRC'].flatMap((name) => readCurve(icc, name) ?? []);
  const isWhole = colorants.length === 9 && curves.length === 3;
  return isWhole ? { colorants, curves: curves as unknown as MatrixProfile['curves'] } : undefined;
}

/** Returns the bytes of a tag; empty if there is no such tag. */
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

function readCurve(icc: Uint8Array, name: string): Curve | undefined {
  const tag = readTag(icc, name);
  const type = latin1(tag, 0, 4);
  if (type === 'curv') return readTable(tag);
  if (type !== 'para') return undefined;
  const kind = u16be(tag, 8);
  const [gamma = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = [12, 16, 20, 24, 28, 32, 36].map((at) =>
    fixed(tag, at),
  );
  const curved: Curve = (x) => power(a * x + b, gamma);
  const kinds: readonly Curve[] = [
    (x) => power(x, gamma),
    (x) => (x >= -b / a ? curved(x) : 0),
    (x) => (x >= -b / a ? curved(x) + c : c),
    (x) => (x >= d ? curved(x) : c * x),
    (x) => (x >= d ? curved(x) + e : c * x + f),
  ];
  return kinds[kind];
}

function readTable(tag: Uint8Array): Curve {
  const count = u32be(tag, 8);
  if (count === 0) return (x) => x;
  if (count === 1) return (x) => power(x, u16be(tag, 12) / 256);
  return (x) => {
    const place = Math.min(1, Math.max(0, x)) * (count - 1);
    const at = Math.floor(place);
    const valueAt = (index: number) => u16be(tag, 12 + 2 * Math.min(count - 1, index)) / 65535;
    return valueAt(at) + (place - at) * (valueAt(at + 1) - valueAt(at));
  };
}

const HEADER = 128;
const DISPLAY_PROFILE = 'mntrRGB XYZ ';

/** Returns a version 4 display profile with one curve for all three channels. */
export function writeMatrixProfile(colorants: Colorants, curve: CurveParameters): Uint8Array {
  const text = (value: string) => {
    const utf16 = Uint8Array.from([...value].flatMap((char) => [0, char.charCodeAt(0)]));
    return tagData(
      'mluc',
      u32beBytes(1),
      u32beBytes(12),
      latin1Bytes('enUS'),
      u32beBytes(utf16.length),
      u32beBytes(28),
      utf16,
    );
  };
  const xyz = (values: readonly number[]) => tagData('XYZ ', ...values.map(fixedBytes));
  // Blue is the rounded rest of white, so that grays stay gray.
  const red = colorants.slice(0, 3).map(rounded);
  const green = colorants.slice(3, 6).map(rounded);
  const blue = D50.map((value, i) => rounded(value) - red[i]! - green[i]!);
  const { gamma, a, b, c, d } = curve;
  const trc = tagData('para', u16beBytes(3), u16beBytes(0), ...[gamma, a, b, c, d].map(fixedBytes));
  return layOut([
    [['desc'], text('Colors of the original')],
    [['cprt'], text('CC0')],
    [['wtpt'], xyz(D50)],
    [['rXYZ'], xyz(red)],
    [['gXYZ'], xyz(green)],
    [['bXYZ'], xyz(blue)],
    [['rTRC', 'gTRC', 'bTRC'], trc],
  ]);
}

const rounded = (value: number): number => Math.round(value * 65536) / 65536;
const fixedBytes = (value: number): Uint8Array => u32beBytes(Math.round(value * 65536) >>> 0);

const tagData = (type: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  concatBytes([latin1Bytes(type), u32beBytes(0), ...parts]);

/** Concatenates the header, the tag table and the tag data, each aligned to four bytes. */
function layOut(tags: readonly (readonly [names: readonly string[], data: Uint8Array])[]): Uint8Array {
  const entries: Uint8Array[] = [];
  const count = tags.reduce((sum, [names]) => sum + names.length, 0);
  const data: Uint8Array[] = [];
  let at = HEADER + 4 + 12 * count;
  for (const [names, bytes] of tags) {
    for (const name of names) entries.push(latin1Bytes(name), u32beBytes(at), u32beBytes(bytes.length));
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    data.push(padded);
    at += padded.length;
  }
  const header = new Uint8Array(HEADER);
  header.set(u32beBytes(at), 0);
  header.set(u32beBytes(0x04400000), 8); // version 4.4
  header.set(latin1Bytes(DISPLAY_PROFILE), 12);
  header.set(latin1Bytes('acsp'), 36);
  header.set(concatBytes(D50.map(fixedBytes)), 68);
  return concatBytes([header, u32beBytes(count), ...entries, ...data]);
}
