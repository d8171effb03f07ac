import type { IndexedImage, RgbaImage } from '@kcolors/core';
import type { Setting } from '../contestants.ts';
import type { EyeImage, Half } from '../images.ts';

/** Measures of a result, by name. */
type Figures = Readonly<Record<string, number>>;

/** Scope of a run. */
export interface Scope {
  /** Whether to use only a few images of each kind. */
  readonly quick: boolean;
  readonly halves: readonly Half[];
  /** Values per channel of the color cube. */
  readonly cube: number;
}

/** The measures of a contestant's result for an image at a setting. */
export interface Row {
  readonly picture: string;
  readonly kind: string;
  readonly half: Half;
  readonly contestant: string;
  readonly setting: string;
  readonly figures: Figures;
}

/** A visible fault that mean errors do not show. */
export interface Subject {
  readonly title: string;
  /** Description of the measure and the images. */
  readonly about: string;
  readonly pictures: (scope: Scope) => Promise<EyeImage[]>;
  readonly settings: (picture: EyeImage) => readonly Setting[];
  readonly measure: (picture: EyeImage, result: IndexedImage | RgbaImage) => Figures;
  /** Whether the originals have rows too, for measures that need no reference. */
  readonly judgesOriginals?: boolean;
  /** Returns the tables. */
  readonly report: (rows: readonly Row[]) => string;
}

/** Name of the contestant and the setting of originals. */
export const ORIGINAL = 'the originals';

/** Takes one of `every` images in a quick run, all otherwise. */
export const quickly = <T>(items: readonly T[], { quick }: Scope, every: number): T[] =>
  items.filter((_, i) => !quick || i % every === 0);
