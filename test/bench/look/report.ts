import { machinePart } from '../report.ts';
import type { LookImage } from './images.ts';
import { BASE, type Method, OURS } from './methods.ts';
import type { Point } from './points.ts';
import { equalPart, QUALITIES, ratePart, unique } from './tables.ts';

/** All of the page but its title. */
export function lookParts(
  points: readonly Point[],
  methods: readonly Method[],
  images: readonly LookImage[],
): string[] {
  const kinds = unique(images.map(({ kind }) => kind));
  const lists = kinds.map((kind) => {
    const names = images.filter((image) => image.kind === kind).map(({ name }) => name);
    return `- ${kind}: ${names.join(', ')}`;
  });
  return [
    '## Bytes at the same look',
    `Mean difference of the bytes to those of ${BASE} (dithered, its PNG through OxiPNG at level 2) over the
qualities that both curves have; less is better. “${OURS}” is what this project would take for a photograph.`,
    lists.join('\n'),
    ...Object.values(QUALITIES).map((quality) => ratePart(points, quality)),
    `![Bytes against SSIMULACRA2, a panel for each image](look-ssimulacra2.svg)

![Bytes against Butteraugli, a panel for each image](look-butteraugli.svg)`,
    equalPart(points),
    `## Crops

The original; ${OURS} at 64 colors; ${BASE} at the number of colors whose file is nearest to that one's bytes; the
rate 0.5 at 256 colors; and what \`--quality good\` chooses. The last rows are where the low frequencies of the second are
farthest off, chosen by that number and not by eye.

![Crops of gradients, faces, skies, text and shadows](look-crops.png)`,
    machinePart(methods),
    `## Notes

- All PNGs are written by the codecs of this project through OxiPNG at level 2, whoever quantized; the bytes are of that.
- All but “kcolors, undithered” and the rates are dithered; “quality” chooses, of rates, too, or of numbers of colors and dithering alone. @napi-rs/image runs at its slowest speed, and cannot be told not to dither.
- A curve goes through the points that no other one of it beats in both bytes and quality, straight in the logarithm of the
  bytes. Only files of an SSIMULACRA2 above 20 count. Butteraugli is measured at 8, 16, 64 and 256 colors; image-q at 16, 64 and 256.
- sharp knows 2, 4, 16 and 256 colors, and is measured at the last three; at others it would take the next of them.
- “rate” is a curve of several rates (0.25, 0.5 and 1) at one number of colors, without dithering.
- “quality” is what the option of this name finds for 90, 80, 70, 60 and 50, whatever colors and rates that takes.
- An empty cell: the curves have no quality in common, or the method does not keep alpha.
- An image with alpha is scored over white and over black, and both are averaged.`,
  ];
}
