// What palettes are written as and read from, and names of colors: a file of its own, since it is large and seldom
// needed. It is one file for three places: Node requires it, the web worker host runs its text, and the page of the
// preview takes it as a script.
export { namePalette, nearestName } from '@kcolors/codecs/color-names';
export * from '@kcolors/codecs/palettes';

/** Everything of this file, for whoever loads it. */
export type PaletteLibrary = typeof import('./library.ts');
