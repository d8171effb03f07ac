import { lumaOf, type Picture } from './picture.ts';
import { averageOfWorst, CONTRAST_WEIGHTS, visibleUpTo } from './visibility.ts';

/** Sizes of libvmaf, defined for 3840 × 2160 pixels. */
const WINDOW = { side: 65, perimeter: 375, shift: 4 };
/** Weight of each scale. Each scale has half the side of the previous one. */
const SCALES: readonly number[] = [16, 8, 4, 2, 1];
/** Side of the area in which a pixel needs enough neighbors of its own value to count as flat. */
const FLAT_SIDE = 7;
const LEVELS = 1024;

/** Luma at 10 bits, and whether each pixel is in a flat area. */
interface Scale {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint16Array;
  readonly flat: Uint8Array;
}

/**
 * Returns CAMBI, the visibility of banding in an image without a reference: 0 is no banding; at 5 it begins to
 * disturb; 24 is unwatchable.
 * P. Tandon et al., "CAMBI: Contrast-aware Multiscale Banding Index", PCS 2021, doi:10.1109/PCS50896.2021.9477464,
 * with the parameters of libvmaf 3: BT.709 luma in video range at 10 bits, an anti-dithering filter, 5 scales, the
 * worst 60 % of the pixels, a window of 65 pixels at 3840 × 2160.
 *
 * @param maxLogContrast The highest step that counts as a band, as a power of two of 10-bit levels, 0 to 5. The
 * default of libvmaf, 2, is 4 levels or about one 8-bit level, as video codecs produce. Palettes produce higher ones:
 * 5 is 32 levels, about nine 8-bit levels.
 * @defaultValue 2
 */
export function cambi(picture: Picture, maxLogContrast = 2): number {
  const { height, width } = picture;
  if (width === 0 || height === 0) return 0;
  const window = windowOf(width, height);
  const visible = visibleUpTo(2 ** maxLogContrast);
  const luma = smoothed(videoLuma(picture), width, height);
  let scale: Scale = { width, height, luma, flat: flatPixels(luma, width, height) };
  let score = 0;
  for (const [i, weight] of SCALES.entries()) {
    if (i > 0) scale = halved(scale);
    const modes = modeFiltered(scale.luma, scale.width, scale.height);
    scale = { ...scale, luma: modes };
    score += weight * averageOfWorst(bandValues(scale, window, visible));
  }
  return score / window ** 2;
}

/** Returns the odd side of the window in which values are counted: about one degree of vision. */
export function windowOf(width: number, height: number): number {
  return (Math.floor((WINDOW.side * (width + height)) / WINDOW.perimeter) >> WINDOW.shift) | 1;
}

/** Returns luma in video range, 64 to 940. */
const videoLuma = (picture: Picture): Uint16Array =>
  Uint16Array.from(lumaOf(picture), (value) => Math.round(64 + (value * 876) / 255));

/**
 * Returns the means of 2 × 2 pixels, rounded down. They approximate how dithering between neighboring values appears.
 */
function smoothed(luma: Uint16Array, width: number, height: number): Uint16Array {
  return luma.map((value, i) => {
    const right = (i + 1) % width === 0 ? 0 : 1;
    const below = i + width < width * height ? width : 0;
    return (value + luma[i + right]! + luma[i + below]! + luma[i + below + right]!) >> 2;
  });
}

/**
 * Finds the flat pixels: in the area around them, more than a given share of pixels equals its right and lower
 * neighbors.
 */
function flatPixels(luma: Uint16Array, width: number, height: number): Uint8Array {
  const most = Math.max(
    0,
    (FLAT_SIDE ** 2 + 3 * (Math.ceil(Math.log2(Math.max(1, (width >> 6) * (height >> 6)))) - 11) - 1) >> 1,
  );
  const stride = width + 1;
  const sums = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0, row = 0; x < width; x++) {
      const at = y * width + x;
      const isEven =
        (x === width - 1 || luma[at] === luma[at + 1]) && (y === height - 1 || luma[at] === luma[at + width]);
      row += isEven ? 1 : 0;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  const reach = FLAT_SIDE >> 1;
  return Uint8Array.from(luma, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    const [top, bottom] = [Math.max(0, y - reach) * stride, Math.min(height, y + reach + 1) * stride];
    return sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]! > most
      ? 1
      : 0;
  });
}

/** Keeps every second pixel of every second row. */
function halved({ flat, height, luma, width }: Scale): Scale {
  const [columns, rows] = [(width + 1) >> 1, (height + 1) >> 1];
  const from = (i: number) => 2 * Math.floor(i / columns) * width + 2 * (i % columns);
  return {
    width: columns,
    height: rows,
    luma: Uint16Array.from({ length: columns * rows }, (_, i) => luma[from(i)]!),
    flat: Uint8Array.from({ length: columns * rows }, (_, i) => flat[from(i)]!),
  };
}

/** Returns the mode of three values, first along rows, then along columns. The outer rows and columns stay. */
function modeFiltered(luma: Uint16Array, width: number, height: number): Uint16Array {
  const along = luma.map((value, i) => {
    const x = i % width;
    return x === 0 || x === width - 1 ? value : mode(luma[i - 1]!, value, luma[i + 1]!);
  });
  return luma.map((value, i) => {
    const isEdge = i < width || i >= width * (height - 1);
    return isEdge ? value : mode(along[i - width]!, along[i]!, along[i + width]!);
  });
}

const mode = (a: number, b: number, c: number): number =>
  a === b || a === c ? a : b === c ? b : Math.min(a, b, c);

/**
 * Returns the strength of banding around each flat pixel: the maximum of weight × own × other / (own + other) over
 * all visible steps from its value. `own` and `other` are the numbers of flat pixels with the two values in the
 * window.
 */
function bandValues(
  { flat, height, luma, width }: Scale,
  window: number,
  visible: Float64Array,
): Float32Array {
  const bands = new Float32Array(width * height);
  const steps = visible.length - 1;
  const counts = new Uint32Array(LEVELS + 2 * steps);
  const reach = window >> 1;
  for (let y = 0; y < height; y++) {
    counts.fill(0);
    const [top, bottom] = [Math.max(0, y - reach) * width, Math.min(height - 1, y + reach) * width];
    const count = (x: number, by: number) => {
      for (let at = top + x; at <= bottom + x; at += width) if (flat[at]) counts[luma[at]! + steps]! += by;
    };
    for (let x = 0; x < Math.min(reach, width); x++) count(x, 1);
    for (let x = 0; x < width; x++) {
      if (x + reach < width) count(x + reach, 1);
      if (x - reach - 1 >= 0) count(x - reach - 1, -1);
      const at = y * width + x;
      if (!flat[at]) continue;
      const value = luma[at]! + steps;
      const own = counts[value]!;
      let worst = 0;
      for (let step = 1; step <= steps; step++) {
        if (luma[at]! > visible[step]!) continue;
        const other = Math.max(counts[value + step]!, counts[value - step]!);
        worst = Math.max(worst, (CONTRAST_WEIGHTS[step - 1]! * own * other) / (own + other));
      }
      bands[at] = worst;
    }
  }
  return bands;
}
