// Settings that are kept between runs of the plugin.
import { PALETTE_FILE_FORMATS, type PaletteFormat } from '@kcolors/codecs/palettes';
import { type PresetName, QUALITY_NAMES } from '@kcolors/codecs/request';
import type { Settings } from '../../shared/values.ts';
import type { MainConnection } from '../connect.ts';

const SAVED_AFTER = 400; // ms without another change

const CHOICES = {
  tab: ['shrink', 'restyle', 'palette'],
  resize: ['off', '1', '2', '3'],
  shrinkFormat: ['auto', 'jpeg', 'png'],
  shrinkQuality: QUALITY_NAMES,
  restyle: ['colors', 'match'],
  scope: ['selection', 'page', 'file'],
  quality: ['lossless-look', 'good', 'small', 'colors'],
  space: ['srgb', 'oklab'],
  share: ['each', 'all'],
  placement: ['replace', 'beside', 'on-top'],
  styles: ['update', 'detach'],
  copyAs: Object.keys(PALETTE_FILE_FORMATS),
  naming: ['names', 'numbers'],
} as const;

export type Naming = (typeof CHOICES.naming)[number];

/** Defaults, which also define the type of each setting. */
const FIRST = {
  tab: 'shrink' as (typeof CHOICES.tab)[number],
  /** Pixels per canvas pixel of shrunk images. */
  resize: '2' as (typeof CHOICES.resize)[number],
  shrinkFormat: 'auto' as (typeof CHOICES.shrinkFormat)[number],
  shrinkQuality: 'good' as PresetName,
  /** Whether restyled images get their own colors, or given ones. */
  restyle: 'colors' as (typeof CHOICES.restyle)[number],
  scope: 'selection' as (typeof CHOICES.scope)[number],
  /** The target visual quality, or `colors` for a number of colors. */
  quality: 'good' as (typeof CHOICES.quality)[number],
  space: 'oklab' as (typeof CHOICES.space)[number],
  /** Whether each image gets its own palette, or all share one. */
  share: 'each' as (typeof CHOICES.share)[number],
  placement: 'replace' as (typeof CHOICES.placement)[number],
  styles: 'update' as (typeof CHOICES.styles)[number],
  copyAs: 'css' as PaletteFormat,
  /** Whether unnamed palette colors get the nearest known name or a number. */
  naming: 'names' as Naming,
  colors: 16,
  rate: 0,
  dither: 0.75,
  includeLocked: false,
  paletteColors: 8,
  paletteAuto: false,
  salience: 0.75,
  folder: 'Palette',
  collection: 'Palette',
  target: 'preset:pico-8',
  /** The last imported palette, as JSON. */
  imported: '',
  matchDither: 0,
};

type Remembered = typeof FIRST;
type Key = keyof Remembered;

export interface Memory {
  get<Name extends Key>(name: Name): Remembered[Name];
  set<Name extends Key>(name: Name, value: Remembered[Name]): void;
}

/**
 * Opens the settings. Drops saved values that are no longer valid, since an older version may have saved
 * them.
 */
export function openMemory(saved: Settings, main: MainConnection): Memory {
  const values: Remembered = { ...FIRST, ...Object.fromEntries(Object.entries(saved).filter(isKnown)) };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => main.ask({ type: 'save-settings', settings: { ...values } }).catch(() => {}); // a lost setting does no harm
  return {
    get: (name) => values[name],
    set(name, value) {
      if (values[name] === value) return;
      values[name] = value;
      clearTimeout(timer);
      timer = setTimeout(save, SAVED_AFTER);
    },
  };
}

function isKnown([name, value]: [string, unknown]): boolean {
  if (!(name in FIRST) || typeof value !== typeof FIRST[name as Key]) return false;
  const choices: readonly unknown[] | undefined = CHOICES[name as keyof typeof CHOICES];
  return choices ? choices.includes(value) : true;
}
