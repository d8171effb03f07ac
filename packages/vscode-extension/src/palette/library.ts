// The palette formats, the color names, tint scales and roles. They are a separate script, since they are large and seldom
// needed. One script serves three places: Node requires it, the web worker host evaluates its text, and the
// page of the preview loads it as a script element.
export { namePalette, nearestName } from '@kcolors/codecs/color-names';
export * from '@kcolors/codecs/color-scheme';
export * from '@kcolors/codecs/palettes';

/** The exports of this file, as the type of the loaded script. */
export type PaletteLibrary = typeof import('./library.ts');
