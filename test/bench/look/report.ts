import { machinePart } from '../report.ts';
import type { LookImage } from './images.ts';
import { BASE, type Method, OURS } from './methods.ts';
import type { Point } from './points.ts';
import { equalPart, QUALITIES, ratePart, unique } from './tables.ts';

/** Returns the whole page except its title. */
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
    '## Bytes at equal visual quality',
    `Mean difference in bytes from ${BASE} (dithered, its PNG written by the codecs of this project). The mean covers the range of
quality that both curves have in common; lower is better. “${OURS}” is the default of this project for a number of colors.`,
    lists.join('\n'),
    ...Object.values(QUALITIES).map((quality) => ratePart(points, quality)),
    `![Bytes against SSIMULACRA2, a panel for each image](look-ssimulacra2.svg)

![Bytes against Butteraugli, a panel for each image](look-butteraugli.svg)`,
    equalPart(points),
    `## Crops

From left to right: the original; ${OURS} at 64 colors; ${BASE} at the number of colors whose file size is nearest to that;
rate 0.5 at 256 colors; and the result of \`--quality good\`. The last rows show where the low frequencies of the second
column differ most, chosen by measurement.

![Crops of gradients, faces, skies, text and shadows](look-crops.png)`,
    machinePart(methods),
    `## Notes

- All PNG files are written by the codecs of this project at effort “default”, so only the quantizers differ.
- All methods dither, except “kcolors, undithered” and the rates. @napi-rs/image runs at its slowest speed and always dithers.
- A curve connects the points that no other point of the method beats in both bytes and quality. It is straight in the
  logarithm of the bytes. Only files with an SSIMULACRA2 above 20 count. Butteraugli is measured at 8, 16, 64 and 256 colors, image-q
  at 16, 64 and 256.
- sharp supports 2, 4, 16 and 256 colors and is measured at the last three.
- “rate” is a curve of rates (0.25, 0.5 and 1) at one number of colors, without dithering.
- “quality” is the result of the option \`quality\` for 90, 80, 70, 60 and 50: it chooses colors, dithering and rates. “without
  rates” chooses only colors and dithering.
- An empty cell means that the curves have no quality in common, or that the method does not keep alpha.
- Images with alpha are scored over white and over black; the table has the mean.`,
  ];
}
