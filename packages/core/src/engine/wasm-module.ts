import { CONES } from '../color/oklab.ts';
import { IMPORTANCE } from '../histogram/importance.ts';
import { decodeBase64 } from './base64.ts';
import { KERNELS_WASM } from './kernels-wasm.ts';
import type { GrowingMemory } from './stack-memory.ts';

/** What the kernels export: the functions and addresses of `assembly/index.ts`, where they are described. */
export interface Kernels {
  readonly memory: GrowingMemory;
  heapBase(): number;
  readonly PIXELS: Address;
  readonly LABELS: Address;
  readonly CONES: Address;
  readonly OWN_COLORS: Address;
  readonly OWN_INDICES: Address;
  readonly PREMULTIPLIED: Address;
  readonly WORDS: Address;
  readonly POINTS: Address;
  readonly DISTINCT: Address;
  readonly OPAQUE: Address;
  readonly KEYS: Address;
  readonly SUMS: Address;
  readonly LISTS: Address;
  readonly IMPORTANCE: Address;
  readonly IMPORTANCES: Address;
  setSpace(isOklab: boolean): void;
  setOpaque(t: number): void;
  startHistogram(withBins: boolean): void;
  countPixels(pixels: number, count: number): void;
  isBinned(): number;
  distinctSize(): number;
  translucentSize(): number;
  transparentPixels(): number;
  binPoints(coordinates: number, weights: number, exact: boolean): number;
  startImportance(): void;
  addRows(pixels: number, width: number, rows: number, isTop: boolean, isBottom: boolean): void;
  repeatedPixels(): number;
  startSamples(coordinates: number, weights: number): void;
  addSamples(pixels: number, count: number, first: number, stride: number): void;
  endSamples(): number;
  areSolid(): number;
  fold(
    coordinates: number,
    weights: number,
    size: number,
    bits: number,
    foldedCoordinates: number,
    foldedWeights: number,
    sums: number,
    keys: number,
    slots: number,
    slotBits: number,
  ): number;
  split(
    coordinates: number,
    weights: number,
    size: number,
    count: number,
    centroids: number,
    order: number,
  ): number;
  merge(centroids: number, weights: number, size: number, count: number): number;
  assign(
    coordinates: number,
    weights: number,
    labels: number,
    size: number,
    centroids: number,
    sums: number,
    fixed: number,
    count: number,
    bits: number,
    arePalette: boolean,
  ): number;
  worstPoint(
    coordinates: number,
    weights: number,
    labels: number,
    size: number,
    centroids: number,
    cluster: number,
  ): number;
  halve(
    coordinates: number,
    weights: number,
    labels: number,
    size: number,
    centroids: number,
    count: number,
    halves: number,
  ): void;
  mergeCosts(
    centroids: number,
    sums: number,
    fixed: number,
    count: number,
    cost: number,
    partner: number,
  ): void;
  setPalette(points: number, count: number, ownCount: number, premultiplied: boolean, roomy: boolean): void;
  renumber(labels: number, count: number, numbers: number, colors: number): void;
  label(pixels: number, count: number, labels: number): void;
  startDiffusion(
    width: number,
    strength: number,
    faintStrength: number,
    slopeStrength: number,
    reach: number,
    solidReach: number,
    hasOpaque: boolean,
    calmSq: number,
    keepsEven: boolean,
    keepsExact: boolean,
    errorRow: number,
    surroundingsRoom: number,
  ): void;
  diffuse(pixels: number, rows: number, labels: number): void;
  rateRoom(width: number, matches: number): number;
  startRate(
    width: number,
    matches: number,
    up: number,
    across: number,
    begin: number,
    literal: number,
    further: number,
    ahead: number,
    below: number,
    aheadOnSlopes: number,
    belowOnSlopes: number,
    keepsEven: boolean,
    points: number,
    kinds: number,
    room: number,
  ): void;
  rateRow(pixels: number, weights: number, labels: number): void;
  tally(pixels: number, labels: number, count: number, counts: number): number;
}

/** A number that is exported as a global. */
interface Address {
  readonly value: number;
}

/** What is used of the host's WebAssembly: the types of core know of no host. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

let compiled: object | undefined;

/** A new instance of the kernels; throws where the host has no WebAssembly with SIMD, or does not let it run. */
export function instantiate(): Kernels {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
  compiled ??= new WebAssembly.Module(decodeBase64(KERNELS_WASM));
  const kernels = new WebAssembly.Instance(compiled).exports as Kernels;
  new Float32Array(kernels.memory.buffer, kernels.CONES.value, CONES.length).set(CONES);
  new Uint8Array(kernels.memory.buffer, kernels.IMPORTANCE.value, IMPORTANCE.length).set(IMPORTANCE);
  return kernels;
}
