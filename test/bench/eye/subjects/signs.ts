import { colors, searchFor } from '../contestants.ts';
import { redBarChart } from '../drawn/charts.ts';
import { dashboard } from '../drawn/dashboards.ts';
import { countryMap } from '../drawn/maps.ts';
import { darkScreen, statusList } from '../drawn/screens.ts';
import { type SignDrawing, signImage } from '../drawn/sign.ts';
import { KEPT, meanShift } from '../measures.ts';
import { contestantTable, countOf } from '../tables.ts';
import { quickly, type Row, type Scope, type Subject } from './subject.ts';

/** Number of generated images per kind. */
const DRAWINGS: readonly (readonly [draw: (seed: number) => SignDrawing, count: number])[] = [
  [dashboard, 12],
  [countryMap, 4],
  [redBarChart, 4],
  [statusList, 4],
  [darkScreen, 4],
];
const SETTINGS = [searchFor('good'), searchFor('lossless-look'), colors(12), colors(16), colors(256)];

const images = (scope: Scope) =>
  DRAWINGS.flatMap(([draw, count]) =>
    quickly(
      Array.from({ length: count }, (_, seed) => seed),
      scope,
      6,
    ).map((seed) => signImage(draw(seed), seed)),
  );

/** An image may have several signs: all of them have to be preserved. */
const isKept = ({ figures }: Row): boolean => figures.shift! <= KEPT;

export const signs: Subject = {
  title: 'Signs',
  about: `A sign is a small region in a color of its own: the status light of a dashboard of 400 to 800 pixels, a country on a map, a bar
of a chart, an icon in a list or on a dark screen. A sign is kept if the mean color of its pixels stays within ${KEPT} of the original
(Euclidean distance in Oklab). A picture counts if all of its signs are kept. The pictures are generated: even seeds are the
tuning half, odd seeds the test half.`,
  pictures: (scope) => Promise.all(images(scope)),
  settings: () => SETTINGS,
  measure: (picture, result) => ({
    shift: Math.max(...picture.areas!.map((area) => meanShift(picture, result, area))),
  }),
  report: (rows) =>
    [...new Set(rows.map(({ kind }) => kind))]
      .map((kind) => {
        const own = rows.filter((row) => row.kind === kind);
        const columns = SETTINGS.map(({ name }) => ({
          title: name,
          takes: ({ setting }: Row) => setting === name,
          show: (some: readonly Row[]) => countOf(some, isKept),
        }));
        return `${kind[0]!.toUpperCase()}${kind.slice(1)}:\n\n${contestantTable(own, columns)}`;
      })
      .join('\n\n'),
};
