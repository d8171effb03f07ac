import { type Given, given } from './given.ts';

/** Gives the name of a color, as people would call it. */
export type ColorNamer = (hex: string) => string;

/** A list of names is large: pages that show none do without, and others may bring it when it has loaded. */
export const colorNamer: Given<ColorNamer> = given<ColorNamer>(() => '');

/** Has palettes tell the names of their colors; those on the page do so at once. */
export const setColorNamer = (namer: ColorNamer): void => colorNamer.set(namer);

/** The name of a color; empty where there are no names. */
export const colorName = (hex: string): string => colorNamer.get()(hex);
