/** What is said of an image with color numbers beyond its palette: every reader known to us makes such pixels black. */
export const missingColorsNote = (format: string): string =>
  `The palette of the ${format} does not have all of its colors: such pixels are black.`;
