import { cpus, loadavg } from 'node:os';
import { median } from '../clock.ts';
import { markdownTable } from '../table.ts';
import { EXTRACTORS, OURS } from './extractors.ts';
import type { ManyImages } from './memory.ts';
import { COUNT, FOUND, type RealResult, STRICT } from './real.ts';
import { FOUND as SYNTHETIC_FOUND, type SyntheticResult } from './synthetic.ts';

const bold = (tool: string) => (tool === OURS ? `**${tool}**` : tool);
const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0);

/** Reports how many known colors each tool finds. */
export function syntheticPart(results: readonly SyntheticResult[]): string {
  const sets = [...new Set(results.map(({ set }) => set))];
  const rows = Object.keys(EXTRACTORS).map((tool) => {
    const own = results.filter((one) => one.tool === tool);
    const errors = own.filter(({ shareError }) => !Number.isNaN(shareError));
    const weight = sum(errors, ({ hits }) => hits);
    const error = sum(errors, ({ hits, shareError }) => hits * shareError) / weight;
    return [
      bold(tool),
      ...own.map(({ colors, hits }) => `${hits} of ${colors}`),
      Number.isNaN(error) ? '–' : `${(100 * error).toFixed(2)} %`,
    ];
  });
  return `## Known colors

Synthetic pictures of disks, squares and rings on a background. They have 2 to 12 colors that are at least 0.15 apart in
Oklab, with shares from 50 % down to 0.5 %. Each tool is asked for exactly as many colors. A color counts as found if a result is
within ${SYNTHETIC_FOUND} of it in Oklab. The last column is the mean error of the shares of found colors.

${markdownTable(['', ...sets, 'share off by'], rows, [''])}`;
}

/** Reports the images with annotated main colors. */
export function realPart(results: readonly RealResult[], missing: readonly string[]): string {
  const tools = Object.keys(EXTRACTORS);
  const of = (tool: string) => results.filter((one) => one.tool === tool);
  const rows = tools.map((tool) => [
    bold(tool),
    `${sum(of(tool), ({ hits }) => hits)} of ${sum(of(tool), ({ picture }) => picture.colors.length)}`,
    `${sum(of(tool), ({ strictHits }) => strictHits)}`,
    `${median(of(tool).map(({ ms }) => ms)).toFixed(0)} ms`,
  ]);
  const pictures = [...new Set(results.map(({ picture }) => picture))];
  const each = pictures.map((picture) => {
    const hits = tools.map((tool) => of(tool).find((one) => one.picture === picture)!.hits);
    return [
      picture.name,
      `${picture.colors.length}`,
      ...hits.map((count) => `${count}${count > hits[tools.indexOf(OURS)]! ? ' *' : ''}`),
    ];
  });
  const misses = of(OURS).flatMap(({ misses: missed, picture }) =>
    missed.length === 0
      ? []
      : [`- ${picture.name}: ${missed.map(({ hex, object }) => `${object} (${hex})`).join(', ')}`],
  );
  const lacking = missing.length > 0 ? `\n\nNot there: ${missing.join(', ')}.` : '';
  return `## Main colors that people name

Before any tool ran, the main colors of ${pictures.length} pictures were written down by looking at them
([test/fixtures/main-colors.tsv](../test/fixtures/main-colors.tsv)). Each tool is asked for ${COUNT} colors. A main color counts as found
if a result is within ${FOUND} of it in Oklab (next column: ${STRICT}). Each result counts for one main color at most. Time is the
median from file to palette.${lacking}

${markdownTable(['', `found at ${FOUND}`, `at ${STRICT}`, 'time'], rows, [''])}

![The pictures with their main colors and the colors of each tool](palettes.png)

${markdownTable(['picture', 'colors', ...tools], each, ['picture'])}

\`*\` marks tools that find more than kcolors. Colors that kcolors misses:

${misses.join('\n')}`;
}

export function memoryPart(runs: readonly ManyImages[]): string {
  if (runs.length === 0) return '';
  const rows = runs.map(({ images, peak, pixels }, i) => [
    `${images}${i === runs.length - 1 ? ', in reverse' : ''}`,
    `${(pixels / 1e6).toFixed(1)}`,
    `${(peak / 2 ** 20).toFixed(0)} MB`,
  ]);
  const [forth, back] = runs.slice(-2).map(({ colors }) => colors.join('; '));
  return `## One palette for many images

The images are read one at a time into one histogram, in a separate process. Memory is the peak of that process, including
Node and the decoders. The palettes of both orders are ${forth === back ? 'equal' : '**not** equal'}.

${markdownTable(['images', 'Mpx', 'peak memory'], rows, ['images'])}`;
}

export function aboutPart(): string {
  const versions = [...new Set(Object.values(EXTRACTORS).map(({ version }) => version))];
  return `## How it was measured

${cpus()[0]!.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}; load average ${loadavg()[0]!.toFixed(1)}.

${versions.map((version) => `- ${version}`).join('\n')}

- The defaults of kcolors (salience 0.75, merge distance 0.05, lightness at half, a radius of 0.06 around each color, and the
  four of its choice) were tuned on synthetic scenes, on 15 other pictures (\`test/fixtures/tuning-colors.tsv\`, \`--list\`) and, with
  six parameters for 648 colors, on all pictures above: its own figures are a little higher than on new pictures. Chosen on four
  fifths of the pictures and counted on the last fifth, it found 6 % fewer (442 instead of 470).
- Material's quantizer uses \`Math.random\`, so its rows change by a few colors from run to run.
- colorthief samples every tenth pixel and ignores white by default. Its second row uses all pixels and ignores none.
- node-vibrant has six named swatches that exclude grayish colors. “colors” is the list it chooses them from.
- Material scores the colors of its quantizer for themes. “quantizer” is its quantizer alone.
- colorthief decodes with sharp, node-vibrant with jimp at a reduced size, kcolors and Material with the codecs of this project.`;
}
