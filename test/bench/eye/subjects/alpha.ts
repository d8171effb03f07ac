import { colors, type Setting, searchFor } from '../contestants.ts';
import { benchImage, fromCorpus, type Halves } from '../images.ts';
import { opaqueLost } from '../measures.ts';
import { halfTables, meanOf, worstOf } from '../tables.ts';
import { quickly, type Row, type Scope, type Subject } from './subject.ts';

const TRANSLUCENT: Halves<{ path: string }> = {
  tuning: [
    { path: 'ui/chart_nicubunu_Game_baddie_Policeman.png' },
    { path: 'ui/clipart_fire.png' },
    { path: 'ui/emoji_noto_0373.png' },
    { path: 'ui/icon_oxygen_256x256_apps_konqueror.png' },
    { path: 'ui/sprite_pingus_engine.png' },
    { path: 'ui/sprite_wesnoth_portrait_ghost.png' },
    { path: 'ui/sprite_wesnoth_unit_archer.png' },
  ],
  test: [
    { path: 'ui/clipart_lemon_disks.png' },
    { path: 'ui/clipart_mug.png' },
    { path: 'ui/emoji_noto_2096.png' },
    { path: 'ui/icon_oxygen_128x128_status_weather-storm-night.png' },
    { path: 'ui/icon_oxygen_256x256_apps_kdf.png' },
    { path: 'ui/sprite_wesnoth_portrait_wose.png' },
    { path: 'ui/sprite_wesnoth_unit_ghoul.png' },
  ],
};
const SETTINGS: readonly Setting[] = [searchFor('good'), ...[16, 64, 256].map(colors)];

const percent = (share: number): string => `${(100 * share).toFixed(2)}`;

export const alpha: Subject = {
  title: 'Opaque pixels',
  about: `How many opaque pixels of pictures with alpha become translucent, in percent: the mean over the pictures, the worst in
parentheses, and then the mean of pixels with alpha below 252.`,
  pictures: async (scope: Scope) => {
    const all = await fromCorpus(TRANSLUCENT, (image, _, half) => ({
      ...benchImage(image, image.name),
      kind: 'alpha',
      half,
    }));
    return quickly(
      all.filter(({ translucent }) => translucent),
      scope,
      4,
    );
  },
  settings: () => SETTINGS,
  measure: (picture, result) => ({ ...opaqueLost(picture, result) }),
  report: (rows) =>
    halfTables(
      rows,
      SETTINGS.map(({ name }) => ({
        title: name,
        takes: ({ setting }: Row) => setting === name,
        show: (own: readonly Row[]) =>
          `${percent(meanOf(own, 'lost'))} (${percent(worstOf(own, 'lost'))}), ${percent(meanOf(own, 'faint'))}`,
      })),
    ),
};
