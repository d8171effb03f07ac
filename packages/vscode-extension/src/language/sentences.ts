// Translates the English sentences that the codecs report about files.

/** The sentences shown to people, with `{0}`, `{1}` for values. Other sentences are not translated. */
export const SENTENCES = [
  'The result is not smaller: the original was kept.',
  'The result is less than {0} smaller: the original was kept.',
  'The file is already compressed to about this quality: the original was kept.',
  'The file is small enough: the original was kept.',
  'The smallest result has {0}, {1} more than the limit.',
  'As a {0} of the same look it would have about {1}.',
  'As a {0} the quality score is at most {1}, below the target of {2}.',
  'Its metadata was removed; its pixels are unchanged.',
  'Its orientation was kept, as the picture is stored turned.',
  'The Content Credentials (C2PA) were dropped: they are signed for the bytes of the original.',
  'The JPEG holds {0} that a new one would lose: the original was kept.',
  'The JPEG holds {0} that would be lost with its metadata: it was left as it is.',
  'The metadata cannot be removed from the GIF: it is truncated or damaged at byte {0}.',
  'Data after the end of the picture, such as a video, was dropped.',
  'This is an animation: the original was kept.',
  'The JPEG is already stored at quality {0} or below: the original was kept.',
  'With 1 color the quality score is about {0}, below the target of {1}.',
  'With {0} colors the quality score is about {1}, below the target of {2}.',
  'As a WebP the same pixels would be {0} % smaller.',
  'Only the first of {0} frames was read.',
  'Only the main picture was read; the gain map or further pictures in the file were dropped.',
  'Translucent pixels became opaque or fully transparent, because GIF has nothing in between.',
  'The colors under full transparency were reduced to {0}.',
  'The palette was reordered.',
  'The palette was reordered; duplicate or unused colors dropped: {0}.',
  'Duplicate or unused colors of the palette were dropped: {0}.',
  'The image keeps its color profile, so the colors of the palette look different.',
  'Transparency was blended with white, since a JPEG has none.',
  'The colors were converted to sRGB, since a GIF has no color profile.',
  'The image has a high dynamic range ({0}), which a {1} cannot show: write a PNG.',
  'CMYK colors were converted to RGB without their color profile.',
  'The color profile was dropped: it is for {0}, the result is not.',
  'A {0} cannot store {1}: dropped.',
  'The end of the file is missing; the pixels are complete.',
  'The file is empty: 0 bytes.',
  'Expected PNG, JPEG, WebP, GIF, BMP, TIFF or ICO but this is {0}: convert it to PNG first.',
  'This is an SVG drawing: it stores shapes, not pixels, so its colors cannot be reduced.',
  'Only the first of {0} pages was read.',
  'Only the largest picture of the icon was read; 1 other size was left out.',
  'Only the largest picture of the icon was read; {0} other sizes were left out.',
  'A TIFF with {0} is not supported.',
  'The file is truncated and pixels are missing: the original was kept.',
  'The PNG is truncated: {0} of its {1} rows exist, the others are transparent.',
  'The PNG is truncated: missing pixels were copied from their neighbors.',
  'The PNG is truncated: only {0} of its first {1} rows exist.',
  'Bytes after the end of the image data were ignored.',
  'The first picture of the GIF exceeds its canvas, which was enlarged as in browsers.',
  'The palette of the {0} is missing colors: their pixels are black.',
  'The PNG optimizer did not run, because there is not enough memory: the file may be larger than necessary.',
  'The GIF is truncated: pixels of its first picture are missing.',
  'The WebP is truncated: it should have {0} bytes but has {1}.',
  'The JPEG is damaged: {0}.',
  'Expected at most {0} million pixels but the file says {1} × {2}.',
] as const;

/** Returns the translated sentence, or the original where there is no translation. */
export function translate(sentence: string, translations: Readonly<Record<string, string>>): string {
  for (const template of SENTENCES) {
    const translation = translations[template];
    if (translation === undefined) continue;
    const values = patternOf(template).exec(sentence);
    if (values) return translation.replace(/\{(\d+)\}/g, (_, place) => values[Number(place) + 1]!);
  }
  return sentence;
}

/** A pattern that matches a template and captures its values in order. */
const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d+\}/g, '(.+)')}$`);
