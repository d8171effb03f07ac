import type { WorkingSpace } from '../color/working-space.ts';
import type { PixelSource, Pixels } from '../image/pixels.ts';
import type { BlurSquare, BlurSums } from '../kernels/blur-sums.ts';
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
 * The loops over pixels, points and pairs of clusters, which take most of the time. There is a TypeScript and a
 * WebAssembly engine, which return the same bytes. All other code works with either. An engine serves one job at a
 * time, see `acquireEngine`. The arrays it reads come from its `memory`.
 */
export interface Engine {
  readonly kind: EngineKind;
  readonly memory: Memory;
  /** Starts a job: frees all memory and sets the working space. `pixels` is an estimate. */
  begin(space: WorkingSpace, pixels: number): void;
  /** Returns pixels `from … to−1`, at most `CHUNK` or two rows, in the engine's memory; valid until the next call. */
  load(source: PixelSource, from: number, to: number): Pixels;

  /** Clears the engine's histogram. Without bins, counting stops at too many distinct colors. */
  startHistogram(alpha: AlphaMode, withBins: boolean): void;
  /** Counts pixels. Returns false once counting has stopped. */
  countPixels(pixels: Pixels): boolean;
  /** Returns the histogram, valid until the next `startHistogram` or `begin`. */
  counted(): Histogram;
  /** Returns a point for each distinct color or filled bin of a histogram. */
  pointsOf(histogram: Histogram): Points;

  /** Starts to measure importance. `addRows` adds whole rows and marks the first and last ones of an image. */
  startImportance(): void;
  addRows(pixels: Pixels, width: number, isTop: boolean, isBottom: boolean): void;
  /** Returns the importance of all added rows. */
  importance(): Importance;

  /** Starts a set of up to `capacity` samples; `addSamples` fills it, `samplePoints` returns it. */
  startSamples(capacity: number): void;
  addSamples(pixels: Pixels, first: number, stride: number): void;
  samplePoints(): Points;

  /** Merges points that share a cell of `bits` bits per axis. */
  mergePoints(points: Points, bits: number): Points;
  /** Returns first centroids by variance splits. */
  varianceSplit(points: Points, count: number): Float64Array;
  /** Merges centroids down to `count` by Ward's criterion. */
  wardMerge(centroids: Float64Array, weights: Float64Array, count: number): Float64Array;

  /** The assign step: labels the points, sums up the clusters, and returns their inertia. */
  assign(points: Points, clusters: Clusters, bits: number): number;
  /** Splits each cluster in two. */
  splitClusters(points: Points, clusters: Clusters): Float64Array;
  mergeCosts(clusters: Clusters): MergeCosts;
  worstPoint(points: Points, clusters: Clusters, cluster: number): number;

  /**
   * Sets the palette for labeling. `premultiplied`: whether pixels are looked up with premultiplied alpha, as in
   * dithering.
   */
  setPalette(palette: Palette, premultiplied: boolean): void;
  /** Returns the index of the nearest color of each pixel. */
  label(pixels: Pixels): Uint8Array;
  startDiffusion(diffusion: Diffusion): void;
  /** Labels whole rows with error diffusion. */
  diffuse(pixels: Pixels): Uint8Array;
  startRate(plan: RatePlan): void;
  /** Labels the next row for good compression. `weights`: visibility of errors in the squares of the row. */
  rateRow(pixels: Pixels, weights: Float64Array): Uint8Array;
  /** Adds to the count of each label. Returns the sum of squared differences, in squared steps of sRGB. */
  tally(pixels: Pixels, labels: Uint8Array, counts: Uint32Array): number;
  /** Adds a square of `columns` × `rows` pixels to the sums of blur-aware refinement. All arrays are in `memory`. */
  addBlurSquare(square: BlurSquare, sums: BlurSums, columns: number, rows: number): void;
  /** Replaces labels, which may be anywhere in memory, by their new numbers, a table of 256. */
  renumber(labels: Uint8Array, numbers: Uint8Array, colors: number): void;
}

/** Maximum number of pixels that are loaded at a time, except for long rows. */
export const CHUNK: number = 2 ** 15;
