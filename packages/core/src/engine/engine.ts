import type { WorkingSpace } from '../color/working-space.ts';
import type { PixelSource, Pixels } from '../image/pixels.ts';
import type { Clusters } from '../kernels/clusters.ts';
import type { Diffusion } from '../kernels/diffuse.ts';
import type { Histogram } from '../kernels/histogram.ts';
import type { Importance } from '../kernels/importance.ts';
import type { Memory } from '../kernels/memory.ts';
import type { MergeCosts } from '../kernels/merge-costs.ts';
import type { Points } from '../kernels/points.ts';
import type { RatePlan } from '../kernels/trellis.ts';
import type { AlphaMode } from '../options.ts';
import type { Palette } from '../types.ts';

type EngineKind = 'wasm' | 'js';

/**
 * The loops over pixels, points and pairs of clusters: what takes the time. There are two engines, one of plain
 * TypeScript and one of WebAssembly, which give the same bytes; everything else is written once and works on either.
 * An engine serves one job at a time, see `takeEngine`; arrays that it reads come from its `memory`.
 */
export interface Engine {
  readonly kind: EngineKind;
  readonly memory: Memory;
  /** Starts a job on about so many pixels: frees all memory, sets the space that points are in. */
  begin(space: WorkingSpace, pixels: number): void;
  /** Pixels `from … to−1`, at most `CHUNK` or two rows, where the loops can read them: until the next call. */
  load(source: PixelSource, from: number, to: number): Pixels;

  /** Empties the engine's histogram. Without bins nothing is counted once there are too many distinct colors. */
  startHistogram(alpha: AlphaMode, withBins: boolean): void;
  /** Counts pixels; false once nothing is counted any more. */
  countPixels(pixels: Pixels): boolean;
  /** What was counted: valid until the next `startHistogram`, or `begin`. */
  counted(): Histogram;
  /** A point for each distinct color or filled bin of a histogram. */
  pointsOf(histogram: Histogram): Points;

  /** Starts to look at what surrounds pixels: `addRows` adds whole rows, the first of an image and the last told. */
  startImportance(): void;
  addRows(pixels: Pixels, width: number, isTop: boolean, isBottom: boolean): void;
  /** What was added: it stays as it is. */
  importance(): Importance;

  /** Starts a set of samples, `most` at most; `addSamples` fills it, `samplePoints` hands it out. */
  startSamples(most: number): void;
  addSamples(pixels: Pixels, first: number, stride: number): void;
  samplePoints(): Points;

  /** Joins points that share a cell of `bits` bits. */
  mergePoints(points: Points, bits: number): Points;
  /** First centroids by variance splits. */
  varianceSplit(points: Points, count: number): Float64Array;
  /** Merges centroids down to `count` by Ward's criterion. */
  wardMerge(centroids: Float64Array, weights: Float64Array, count: number): Float64Array;

  /** The assign step: labels the points, sums up the clusters, and gives their inertia. */
  assign(points: Points, clusters: Clusters, bits: number): number;
  /** Cuts each cluster in two. */
  splitClusters(points: Points, clusters: Clusters): Float64Array;
  mergeCosts(clusters: Clusters): MergeCosts;
  worstPoint(points: Points, clusters: Clusters, cluster: number): number;

  /** The palette that pixels are labeled with. `premultiplied`: for colors multiplied by alpha, as when dithering. */
  setPalette(palette: Palette, premultiplied: boolean): void;
  /** The nearest color of each pixel. */
  label(pixels: Pixels): Uint8Array;
  startDiffusion(diffusion: Diffusion): void;
  /** The same with error diffusion, for whole rows. */
  diffuse(pixels: Pixels): Uint8Array;
  startRate(plan: RatePlan): void;
  /** Labels the next row so that it packs well. `weights`: how much errors are seen in squares of the row. */
  rateRow(pixels: Pixels, weights: Float64Array): Uint8Array;
  /** Adds to the count of each label, and gives the sum of squared differences as seen, in steps of sRGB. */
  tally(pixels: Pixels, labels: Uint8Array, counts: Uint32Array): number;
  /** Rewrites labels, anywhere in memory, to the new numbers of 256. */
  renumber(labels: Uint8Array, numbers: Uint8Array, colors: number): void;
}

/** Pixels that are loaded at a time. */
export const CHUNK: number = 2 ** 15;
