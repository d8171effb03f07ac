import { cpus, loadavg } from 'node:os';
import type { Fidelity } from './fidelity.ts';
import { type Floors, floorOf } from './floors.ts';
import { type ImageSet, megapixels } from './images.ts';
import type { Measurement } from './measure.ts';
import { NOTES } from './notes.ts';
import { OURS } from './peers/index.ts';
import type { Abilities } from './peers/peer.ts';
import { markdownTable } from './table.ts';

/** One line of the table: a peer at one setting over all images. */
interface Row {
  readonly name: string;
  readonly k: number;
  readonly dither: boolean;
  readonly cpuPerMpx: number;
  readonly mse: number;
  readonly overFloor: number;
  readonly plainBytes: number;
  readonly pngBytes: number;
  readonly colors: string;
}

/** Returns the section of one set of images. */
export function sectionOf(
  set: ImageSet,
  measurements: readonly Measurement[],
  fidelity: readonly Fidelity[],
  floors: Floors,
): string {
  const opaque = measurements.filter(({ image }) => !image.translucent);
  const translucent = measurements.filter(({ image }) => image.translucent);
  return [
    `## ${set.title}`,
    ...[opaque, translucent].filter((part) => part.length > 0).map((part) => peersPart(part, floors)),
    fidelityPart(fidelity, set.images.length),
  ].join('\n\n');
}

function peersPart(measurements: readonly Measurement[], floors: Floors): string {
  const images = [...new Set(measurements.map(({ image }) => image))];
  const size = images.reduce((sum, image) => sum + megapixels(image), 0).toFixed(2);
  const kind = images[0]!.translucent ? 'with translucent pixels' : 'opaque';
  const list = images.map(({ name }) => name).join(', ');
  const heading = `### ${images.length} ${images.length === 1 ? 'image' : 'images'} (${size} Mpx), ${kind}`;
  return [heading, `${list}.`, peersTable(rowsOf(measurements, floors))].join('\n\n');
}

function rowsOf(measurements: readonly Measurement[], floors: Floors): Row[] {
  const groups = new Map<string, Measurement[]>();
  for (const one of measurements) {
    const key = [one.name, one.k, one.dither].join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rows = [...groups.values()].map((group): Row => {
    const { name, k, dither } = group[0]!;
    const sum = (of: (one: Measurement) => number) => group.reduce((total, one) => total + of(one), 0);
    const counts = group.map(({ colors }) => colors);
    const [min, max] = [Math.min(...counts), Math.max(...counts)];
    return {
      name,
      k,
      dither,
      cpuPerMpx: sum(({ cpuMs }) => cpuMs) / sum(({ image }) => megapixels(image)),
      mse: sum(({ mse }) => mse) / group.length,
      overFloor: sum(({ image, mse }) => (mse === 0 ? 1 : mse / floorOf(floors, image, k))) / group.length,
      plainBytes: sum(({ plainBytes }) => plainBytes),
      pngBytes: sum(({ pngBytes }) => pngBytes),
      colors: min === max ? `${max}` : `${min}–${max}`,
    };
  });
  return rows.sort((a, b) => a.k - b.k || Number(a.dither) - Number(b.dither) || a.overFloor - b.overFloor);
}

const PEER_COLUMNS = [
  'name',
  'k',
  'dithering',
  'CPU ms/Mpx',
  'MSE',
  'MSE ÷ floor',
  'bytes',
  'bytes, encodePng',
  'colors',
];

function peersTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    const ours = rows.find(({ name, k, dither }) => name === OURS && k === row.k && dither === row.dither);
    const marked = (field: 'cpuPerMpx' | 'mse' | 'overFloor' | 'plainBytes' | 'pngBytes', digits: number) => {
      const shown = row[field].toFixed(digits);
      return ours && Number(shown) < Number(ours[field].toFixed(digits)) ? `* ${shown}` : shown;
    };
    return [
      row.name === OURS ? `**${row.name}**` : row.name,
      `${row.k}`,
      row.dither ? 'yes' : 'no',
      marked('cpuPerMpx', 0),
      marked('mse', 2),
      marked('overFloor', 3),
      marked('plainBytes', 0),
      marked('pngBytes', 0),
      row.colors,
    ];
  });
  return markdownTable(PEER_COLUMNS, cells, ['name', 'dithering']);
}

const FIDELITY_COLUMNS = ['effort', 'k', 'mean above the floor', 'worst', 'worst image'];

function fidelityPart(fidelity: readonly Fidelity[], images: number): string {
  const cells = fidelity.map(({ effort, k, meanGap, worstGap, worst }) => [
    effort,
    `${k}`,
    `${meanGap.toFixed(2)} %`,
    `${worstGap.toFixed(2)} %`,
    worst,
  ]);
  const table = markdownTable(FIDELITY_COLUMNS, cells, ['effort', 'worst image']);
  return `### Fidelity of kcolors: MSE ÷ floor − 1 over ${images} images, no dithering\n\n${table}`;
}

/** Describes the measurements, the machine, and the notes for readers. */
export function aboutPart(measured: readonly Abilities[]): string {
  return [machinePart(measured), '## Notes', NOTES.map((note) => `- ${note}`).join('\n')].join('\n\n');
}

/** Describes the measurements and the machine. */
export function machinePart(measured: readonly Pick<Abilities, 'version'>[]): string {
  const { model } = cpus()[0]!;
  const versions = [...new Set(measured.map(({ version }) => version))];
  return [
    '## How it was measured',
    `${model.trim()}, ${cpus().length} cores, Node ${process.versions.node}, ${process.platform} ${process.arch}. ` +
      `The load average over the last 15 minutes of the run was ${loadavg()[2]!.toFixed(1)}. The benchmark itself causes ` +
      'about 1; the rest was other work on the same cores.',
    versions.map((version) => `- ${version}`).join('\n'),
  ].join('\n\n');
}
