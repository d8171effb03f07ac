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

/** Known colors: how many of them each tool finds. */
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

Pictures of 2 to 12 colors that are at least 0.15 apart, with shares from a half down to half a percent: disks, squares
and rings over a ground. Each tool is asked for as many colors as there are. A color is found within ${SYNTHETIC_FOUND} of it in Oklab; the
last column is how far the shares of found colors are off.

${markdownTable(['', ...sets, 'share off by'], rows, [''])}`;
}

/** Pictures whose main colors were written down. */
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

For ${pictures.length} pictures the main colors were written down by looking at them, before any tool had extracted one
([test/fixtures/main-colors.tsv](../test/fixtures/main-colors.tsv)). Each tool is asked for ${COUNT}. A color is found when one of
them is within ${FOUND} of it in Oklab, and one of them stands for one at most; the next column is the same within ${STRICT}. The time
is from the file to the palette, the median over the pictures.${lacking}

${markdownTable(['', `found at ${FOUND}`, `at ${STRICT}`, 'time'], rows, [''])}

![The pictures with the colors that were written down and those of each tool](palettes.png)

${markdownTable(['picture', 'colors', ...tools], each, ['picture'])}

\`*\`: more than kcolors. What kcolors does not find:

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

Read one at a time into one histogram, in a process of its own; the memory is the most that the process ever held, Node and
the decoders included. The palettes of both orders are ${forth === back ? 'equal' : '**not** equal'}.

${markdownTable(['images', 'Mpx', 'peak memory'], rows, ['images'])}`;
}

export function aboutPart(): string {
  const versions = [...new Set(Object.values(EXTRACTORS).map(({ version }) => version))];
  return `## How it was measured

${cpus()[0]!.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}; load average ${loadavg()[0]!.toFixed(1)}.

${versions.map((version) => `- ${version}`).join('\n')}

- The defaults of kcolors (salience 0.75, colors nearer than 0.04 joined, lightness at half, a radius of 0.07 around each color)
  were chosen on made-up scenes and on 15 other pictures, whose main colors were written down for that
  (\`test/fixtures/tuning-colors.tsv\`, \`--list\`); kcolors found 46 of their 80 colors before, 56 after, Material's quantizer 49.
  The pictures above were measured once, when that was done, and nothing was changed after.
- Material's quantizer draws from \`Math.random\`: its rows change by a few colors from run to run.
- colorthief takes every tenth pixel and leaves out white by itself; the second row of it takes all pixels and leaves out none.
- node-vibrant has six named swatches, which leave out what is hardly colored; "colors" is what it chooses them from, where it
  was allowed as many colors as were asked for.
- Material scores the colors of its quantizer for themes; "quantizer" is the quantizer alone at the number that was asked for.
- colorthief decodes by sharp, node-vibrant by jimp and reduces the size, kcolors and Material by the codecs of this project.`;
}
