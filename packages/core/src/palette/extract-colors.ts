import { addImage, createHistogram } from '../collect.ts';
import { packColor, paletteToPoints, unpackColor, WORKING_SPACES } from '../color/working-space.ts';
import type { Engine } from '../engine/engine.ts';
import { giveBack, takeEngine } from '../engine/take-engine.ts';
import { QuantizeError } from '../errors.ts';
import type { PaletteSource } from '../extract-palette.ts';
import type { Histogram } from '../histogram/histogram.ts';
import { allocatePoints, firstPoints, type Points } from '../histogram/points.ts';
import { INITIALIZERS } from '../init/initializers.ts';
import { type Clusters, createClusters, SUMS, update } from '../lloyd/clusters.ts';
import { PASSES } from '../lloyd/effort.ts';
import { resolveOptions } from '../options.ts';
import type { Palette, RgbaImage } from '../types.ts';
import { candidatesOf, choose, knee, mergeNear } from './choose.ts';
import { snapToImages } from './snap.ts';

export interface ColorsOptions {
  /** How many, 1 to 64, or `'auto'`: as many as the bend of the inertia curve says. Default 6. */
  readonly colors?: number | 'auto';
  /** 0: shares decide, 1: distinctness decides. Default 0.75. */
  readonly salience?: number;
  /** Colors nearer than this in Oklab (lightness 0 to 1) count as one, where enough are left. Default 0.04. */
  readonly merge?: number;
  /** Moves each color that was found to the nearest one that occurs. Default `false`. */
  readonly snap?: boolean;
  /** Colors of 4 bytes that come first and stay as they are. */
  readonly fixedColors?: Palette;
  readonly seed?: number;
}

/** A color and the share of the visible pixels that are nearest to it. */
export interface ExtractedColor {
  readonly rgba: Uint8Array;
  readonly share: number;
}

const SPACE = WORKING_SPACES.oklab;
/** Steps of the working space in a ΔE of 1. */
const UNIT = 255 * 8;
const CANDIDATES = 64;
const MOST_AUTO = 16;
const ITERATIONS = 24;
const SEARCH_BITS = 5;

/**
 * The main colors of one image, of several, or of a histogram: fixed ones first, then by falling share.
 * Fully transparent pixels do not count; the order of the images plays no part.
 */
export function extractColors(source: PaletteSource, options: ColorsOptions = {}): ExtractedColor[] {
  const { colors = 6, salience = 0.75, merge = 0.04, snap = false } = options;
  const { fixedColors = new Uint8Array(0), seed = 0 } = options;
  if (colors !== 'auto' && !(Number.isInteger(colors) && colors >= 1 && colors <= CANDIDATES))
    throw new QuantizeError('option-out-of-range', 'colors', `1 to ${CANDIDATES}, or auto`, colors);
  for (const [name, value] of Object.entries({ salience, merge }))
    if (!(value >= 0 && value <= 1))
      throw new QuantizeError('option-out-of-range', name, 'a number between 0 and 1', value);
  const most = colors === 'auto' ? MOST_AUTO : colors;
  const resolved = resolveOptions({ maxColors: Math.max(2, most), space: 'oklab', fixedColors, seed });
  const images = 'distinct' in source ? [] : ([source].flat() as RgbaImage[]);
  const histogram = 'distinct' in source ? source : histogramOf(images);
  const engine = takeEngine(resolved, histogram.pixels);
  try {
    const points = visible(engine, engine.pointsOf(histogram));
    const fixed = paletteToPoints(fixedColors, SPACE);
    const there = Array.from({ length: fixed.length / 4 }, (_, i) => [...fixed.subarray(4 * i, 4 * i + 4)]);
    const wanted = Math.max(0, most - there.length);
    let chosen: (readonly number[])[] = [];
    if (wanted > 0 && points.size > 0) {
      const count = Math.min(CANDIDATES, points.size);
      const context = { count, fixed: new Float64Array(0), seed, trials: PASSES[resolved.effort].trials };
      const many = createClusters(engine.memory, [], INITIALIZERS[resolved.init](engine, points, context));
      settle(engine, points, many);
      const merged = mergeNear(candidatesOf(many), merge * UNIT, colors === 'auto' ? 1 : wanted);
      chosen = choose(merged, there, wanted, salience).map(({ point }) => point);
      if (colors === 'auto' && chosen.length > 2) {
        const curve = chosen.map((_, i) =>
          engine.assign(
            points,
            createClusters(engine.memory, fixed, chosen.slice(0, i + 1).flat()),
            SEARCH_BITS,
          ),
        );
        chosen = chosen.slice(0, knee(curve) + 1);
      }
    }
    const clusters = createClusters(engine.memory, fixed, chosen.flat());
    if (clusters.count === 0) return [];
    settle(engine, points, clusters);
    const palette = paletteOf(clusters, fixedColors);
    if (snap) snapToImages(palette, fixedColors.length, histogram, images);
    return withShares(engine, points, palette, there.length);
  } finally {
    giveBack(engine);
  }
}

function histogramOf(images: readonly RgbaImage[]): Histogram {
  const histogram = createHistogram();
  for (const image of images) addImage(histogram, image);
  return histogram;
}

/** The points that are not fully transparent. */
function visible(engine: Engine, points: Points): Points {
  const kept = allocatePoints(engine.memory, points.size);
  let size = 0;
  for (let i = 0; i < points.size; i++) {
    if (points.coordinates[4 * i + 3] === 0) continue;
    kept.coordinates.set(points.coordinates.subarray(4 * i, 4 * i + 4), 4 * size);
    kept.weights[size++] = points.weights[i]!;
  }
  return { ...firstPoints(kept, size), solid: points.solid };
}

function settle(engine: Engine, points: Points, clusters: Clusters): void {
  let inertia = Infinity;
  for (let i = 0; i < ITERATIONS; i++) {
    const next = engine.assign(points, clusters, SEARCH_BITS);
    update(clusters, 1);
    if (next >= inertia) break;
    inertia = next;
  }
}

function paletteOf({ centroids, count }: Clusters, fixedColors: Palette): Palette {
  const palette = new Uint8Array(4 * count);
  palette.set(fixedColors);
  for (let at = fixedColors.length; at < palette.length; at += 4) {
    const [x, y, z, t] = centroids.subarray(at, at + 4);
    unpackColor(SPACE.toColor(x!, y!, z!, t!), palette, at);
  }
  return palette;
}

function withShares(engine: Engine, points: Points, palette: Palette, fixed: number): ExtractedColor[] {
  const clusters = createClusters(engine.memory, paletteToPoints(palette, SPACE), []);
  engine.assign(points, clusters, SEARCH_BITS);
  const weight = (c: number) => clusters.sums[SUMS * c + 4]!;
  const total = Array.from({ length: clusters.count }, (_, c) => weight(c)).reduce((a, b) => a + b, 0) || 1;
  const all = Array.from({ length: clusters.count }, (_, c) => ({
    rgba: palette.slice(4 * c, 4 * c + 4),
    share: weight(c) / total,
  }));
  const byShare = (a: ExtractedColor, b: ExtractedColor) =>
    b.share - a.share || packColor(a.rgba, 0) - packColor(b.rgba, 0);
  return [...all.slice(0, fixed), ...all.slice(fixed).sort(byShare)];
}
