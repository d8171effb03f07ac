/** Gives the name of a color, as people would call it. */
export type ColorNamer = (hex: string) => string;

let namer: ColorNamer | undefined;

/** Has palettes tell the names of their colors. A list of names is large: pages that show none do without. */
export function setColorNamer(next: ColorNamer): void {
  namer = next;
}

/** The name of a color; empty where there are no names. */
export const colorName = (hex: string): string => namer?.(hex) ?? '';
