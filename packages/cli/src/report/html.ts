import { printable } from '@kcolors/codecs/printable';
import { formatBytes, formatColors, LOSS_WORDS, lossOf } from '@kcolors/codecs/request';
import type { DoneReport, ErrorReport, FileReport } from '../outcome.ts';
import type { Preview } from '../preview.ts';
import { count, formatChange, formatSize } from '../text.ts';

/** The parts of a page besides the reports. */
export interface PageParts {
  readonly script: string;
  readonly css: string;
  /** Returns the hash of a text for a content security policy. */
  readonly hash: (text: string) => string;
}

/** Returns the page of `--report`: one file that needs no network and blocks all network access. */
export function htmlReport(reports: readonly FileReport[], { script, css, hash }: PageParts): string {
  const done = reports.filter((report) => report.status !== 'error');
  const errors = reports.filter((report) => report.status === 'error');
  const policy = `default-src 'none'; img-src data:; script-src '${hash(script)}'; style-src '${hash(css)}'`;
  const title = titleOf(done, errors.length);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${css}</style>
</head>
<body>
<header>
<h1><bdi>${escapeHtml(done.length === 1 ? baseName(done[0]!.input) : title)}</bdi></h1>
${done.length > 1 ? summaryTable(done) : ''}
</header>
<main>
${done.map((report, index) => imageSection(report, index, done.length)).join('\n')}
${errors.length > 0 ? errorList(errors) : ''}
</main>
<footer>Made with kcolors. All pictures are in this page; it loads nothing from the network.</footer>
<script>${script}</script>
</body>
</html>
`;
}

function titleOf(done: readonly DoneReport[], failed: number): string {
  if (done.length === 0) return `${count(failed, 'file')} could not be compressed`;
  const before = done.reduce((sum, report) => sum + report.bytesBefore, 0);
  const after = done.reduce((sum, report) => sum + report.bytesAfter, 0);
  const what = done.length === 1 ? baseName(done[0]!.input) : count(done.length, 'image');
  if (after === before) return `${what}: unchanged`;
  return `${what}: ${formatBytes(before)} → ${formatBytes(after)}, ${formatChange(before, after)}`;
}

const baseName = (path: string): string => path.split(/[/\\]/).pop() ?? path;

function summaryTable(done: readonly DoneReport[]): string {
  const rows = done.map(
    (
      report,
      index,
    ) => `<tr><th scope="row"><a href="#image-${index + 1}"><bdi>${escapeHtml(report.input)}</bdi></a></th>
<td class="optional">${formatBytes(report.bytesBefore)}</td><td>${formatBytes(report.bytesAfter)}</td><td>${changeOf(report)}</td></tr>`,
  );
  return `<table>
<thead><tr><th scope="col">File</th><th scope="col" class="optional">Before</th><th scope="col">After</th><th scope="col">Change</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function changeOf({ bytesBefore, bytesAfter, status }: DoneReport): string {
  if (status === 'kept') return 'kept';
  const more = bytesAfter >= bytesBefore ? ' more' : '';
  return `<span class="change${more}">${formatChange(bytesBefore, bytesAfter)}</span>`;
}

function imageSection(report: DoneReport, index: number, images: number): string {
  const { input, notes, palette, preview } = report;
  const scaled =
    preview && preview.scale < 1 ? [`Shown here at ${Math.round(preview.scale * 100)} % of its size.`] : [];
  const remarks = [...notes, ...scaled].map((note) => `<li>${escapeHtml(note)}</li>`);
  return `<section class="image" id="image-${index + 1}" aria-label="${escapeHtml(input)}">
${images > 1 ? `<h2><bdi>${escapeHtml(input)}</bdi></h2>` : ''}
<div class="parts">
<div>${picturesOf(report)}</div>
<div>
${factsOf(report)}
${palette.length > 0 ? `<kc-palette colors="${formatColors(palette)}"></kc-palette>` : ''}
${remarks.length > 0 ? `<ul class="notes">${remarks.join('')}</ul>` : ''}
</div>
</div>
</section>`;
}

function picturesOf({
  input,
  status,
  bytesBefore,
  bytesAfter,
  palette,
  format,
  preview,
}: DoneReport): string {
  if (!preview) return '';
  const name = escapeHtml(input);
  if (status !== 'compressed') return `<img class="alone" src="${dataUri(preview.before)}" alt="${name}">`;
  const kind = palette.length > 0 ? count(palette.length, 'color') : format.toUpperCase();
  return `<kc-compare before-label="Original, ${formatBytes(bytesBefore)}" after-label="${kind}, ${formatBytes(bytesAfter)}">
<img slot="before" alt="${name}, original" src="${dataUri(preview.before)}">
<img slot="after" alt="${name}, result" src="${dataUri(preview.after)}">
</kc-compare>`;
}

function factsOf(report: DoneReport): string {
  const { status, bytesBefore, bytesAfter, palette, psnr, preview, output } = report;
  const qualityScore = preview && { score: preview.score };
  const sizes =
    status === 'kept'
      ? `${formatBytes(bytesBefore)}, unchanged`
      : `${formatBytes(bytesBefore)} → ${formatBytes(bytesAfter)} ${changeOf(report)}`;
  const facts: [string, string][] = [
    ...(palette.length > 0 ? [['Colors', String(palette.length)] as [string, string]] : []),
    ['Pixels', formatSize(report)],
    ...(qualityScore && status !== 'kept'
      ? [['Difference', LOSS_WORDS[lossOf({ psnr, qualityScore })]] as [string, string]]
      : []),
    ...(qualityScore && Number.isFinite(psnr)
      ? [['Quality score', `${Math.floor(qualityScore.score)} of 100`] as [string, string]]
      : []),
    ...(Number.isFinite(psnr) ? [['PSNR', `${psnr.toFixed(1)} dB`] as [string, string]] : []),
    ...(output === null ? [] : [['File', baseName(output)] as [string, string]]),
  ];
  const rows = facts.map(([term, text]) => `<dt>${term}</dt><dd><bdi>${escapeHtml(text)}</bdi></dd>`);
  return `<p class="sizes">${sizes}</p>\n<dl>${rows.join('')}</dl>`;
}

function errorList(errors: readonly ErrorReport[]): string {
  const items = errors.map(
    ({ input, error }) => `<li><bdi>${escapeHtml(input)}</bdi>: ${escapeHtml(error)}</li>`,
  );
  return `<section class="errors"><h2>Not compressed</h2><ul>${items.join('')}</ul></section>`;
}

const dataUri = ({ mime, bytes }: Preview): string =>
  `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a name, which may contain any characters: none are read as HTML, none are hidden. */
function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
