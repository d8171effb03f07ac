import { markdownTable } from '../table.ts';
import { type CurvePoint, logRateDifference, percentOf } from './curves.ts';
import { BASE, KEY_KS, OURS, RIVALS } from './methods.ts';
import type { Point } from './points.ts';

/** Lower limit of usable SSIMULACRA 2 scores. Curves of both measures are compared above it. */
const LOWEST_SSIMULACRA2 = 20;

/** A measure converted to a quality: higher is better. */
export interface Quality {
  readonly title: string;
  readonly lowest?: number;
  readonly of: (point: Point) => number | undefined;
}

export const QUALITIES: Readonly<Record<'ssimulacra2' | 'butteraugli', Quality>> = {
  ssimulacra2: {
    title: 'SSIMULACRA2',
    lowest: LOWEST_SSIMULACRA2,
    of: ({ ssimulacra2 }) => ssimulacra2,
  },
  butteraugli: {
    title: 'Butteraugli, 3-norm',
    of: ({ butteraugli, ssimulacra2 }) =>
      butteraugli === undefined || ssimulacra2 <= LOWEST_SSIMULACRA2 ? undefined : -butteraugli,
  },
};

export const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Returns the curve of one method on one image. */
export const curveOf = (points: readonly Point[], image: string, method: string, quality: Quality) =>
  points
    .filter((point) => point.image === image && point.method === method)
    .map((point) => ({ bytes: point.bytes, quality: quality.of(point) }))
    .filter((point): point is CurvePoint => point.quality !== undefined);

/** Reports the bytes at equal quality relative to the base, in percent: by class, and by image. */
export function ratePart(points: readonly Point[], quality: Quality): string {
  const names = unique(points.map(({ method }) => method)).filter((name) => name !== BASE);
  const kinds = unique(points.map(({ kind }) => kind));
  const imagesOf = (kind?: string) =>
    unique(points.filter((point) => !kind || point.kind === kind).map(({ image }) => image));
  const images = imagesOf();
  const differences = new Map<string, number | undefined>();
  for (const image of images) {
    const base = curveOf(points, image, BASE, quality);
    for (const name of names) {
      const curve = curveOf(points, image, name, quality);
      differences.set(`${image}\n${name}`, logRateDifference(curve, base, quality.lowest));
    }
  }
  const cell = (over: readonly string[], name: string): string => {
    const found = over
      .map((image) => differences.get(`${image}\n${name}`))
      .filter((one) => one !== undefined);
    if (found.length === 0) return '';
    const percent = percentOf(found.reduce((sum, one) => sum + one, 0) / found.length);
    const lacking = found.length < over.length ? ` (${found.length} of ${over.length})` : '';
    return `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %${lacking}`;
  };
  const groups = [...kinds.map((kind) => imagesOf(kind)), ...(kinds.length > 1 ? [images] : [])];
  const byKind = names.map((name) => [name, ...groups.map((group) => cell(group, name))]);
  const byImage = images.map((image) => [image, ...names.map((name) => cell([image], name))]);
  return [
    `### ${quality.title}`,
    markdownTable(['', ...kinds, ...(kinds.length > 1 ? ['all'] : [])], byKind, ['']),
    markdownTable(['image', ...names], byImage, ['image']),
  ].join('\n\n');
}

/** Reports SSIMULACRA 2 scores at the same number of colors, whatever the bytes. */
export function equalPart(points: readonly Point[]): string {
  const at = (image: string, method: string, k: number) =>
    points.find((point) => point.image === image && point.method === method && point.k === k)?.ssimulacra2;
  // Methods with one file per number of colors, not several that differ in bytes.
  const single = points.filter(({ quality, rate }) => rate === undefined && quality === undefined);
  const names = unique(single.map(({ method }) => method));
  const isKept = (method: string, k: number) =>
    single.every((point) => point.method !== method || point.k !== k || point.colors <= k);
  const images = unique(points.map(({ image }) => image));
  // A method that skips translucent images would have the mean of other images.
  const takes = (name: string, image: string) =>
    single.some((point) => point.image === image && point.method === name);
  const shared = images.filter((image) => names.every((name) => takes(name, image)));
  const rows = names.map((name) => [
    name,
    ...KEY_KS.map((k) => {
      if (!isKept(name, k)) return 'more colors';
      const scores = shared.map((image) => at(image, name, k)).filter((one) => one !== undefined);
      if (scores.length === 0) return '–';
      return (scores.reduce((sum, one) => sum + one, 0) / scores.length).toFixed(1);
    }),
  ]);
  const wins = RIVALS.filter((rival) => names.includes(rival)).map((rival) => {
    const counts = KEY_KS.map((k) => {
      const above = images.filter((image) => at(image, OURS, k)! > at(image, rival, k)!);
      const same = images.filter((image) => at(image, OURS, k)! === at(image, rival, k)!);
      return `${above.length}${same.length > 0 ? ` (and ${same.length} the same)` : ''}`;
    });
    return [rival, ...counts];
  });
  const heads = KEY_KS.map((k) => `k = ${k}`);
  return [
    '## At the same number of colors',
    `Mean SSIMULACRA2 over the ${shared.length} images that all methods support, regardless of bytes.`,
    markdownTable(['', ...heads], rows, ['']),
    `Number of images, of ${images.length}, on which “${OURS}” scores higher than:`,
    markdownTable(['', ...heads], wins, ['']),
  ].join('\n\n');
}
