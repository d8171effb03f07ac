import type { IndexedImage, RgbaImage } from '@kcolors/core';
import type { Setting } from '../contestants.ts';
import type { EyeImage, Half } from '../images.ts';

/** Measures of a result, by name. */
type Figures = Readonly<Record<string, number>>;

/** What a run is asked for. */
export interface Scope {
  /** A few pictures of each kind. */
  readonly quick: boolean;
  readonly halves: readonly Half[];
  /** Values per channel of the cube of colors. */
  readonly cube: number;
}

/** A contestant's result for a picture at a setting, as it was measured. */
export interface Row {
  readonly picture: string;
  readonly kind: string;
  readonly half: Half;
  readonly contestant: string;
  readonly setting: string;
  readonly figures: Figures;
}

/** Something that eyes see and means of errors do not show. */
export interface Subject {
  readonly title: string;
  /** What is measured, and on what. */
  readonly about: string;
  readonly pictures: (scope: Scope) => Promise<EyeImage[]>;
  readonly settings: (picture: EyeImage) => readonly Setting[];
  readonly measure: (picture: EyeImage, result: IndexedImage | RgbaImage) => Figures;
  /** Whether the pictures themselves have a row: measures that need no original. */
  readonly judgesOriginals?: boolean;
  /** The tables. */
  readonly report: (rows: readonly Row[]) => string;
}

/** The contestant, and the setting, of pictures as they are. */
export const ORIGINAL = 'the originals';

/** Of every so many pictures a quick run takes one. */
export const quickly = <T>(items: readonly T[], { quick }: Scope, every: number): T[] =>
  items.filter((_, i) => !quick || i % every === 0);
