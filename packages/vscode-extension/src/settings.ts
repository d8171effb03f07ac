import type { CompressOptions } from '@kcolors/codecs';
import type { TextPaletteFormat } from '@kcolors/codecs/palettes';
import {
  type CompressRequest,
  isFullColor,
  MAX_COLORS,
  MIN_COLORS,
  QUALITY_NAMES,
  requestOptions,
} from '@kcolors/codecs/request';
import { RESULT_FOLDER, resultFolder } from './result-folder.ts';

/** The validated settings of a file: `kcolors.*`. */
export interface Settings {
  readonly request: CompressRequest;
  readonly output: 'overwrite' | 'suffix' | 'folder';
  readonly suffix: string;
  readonly folder: string;
  readonly metadata: 'keep' | 'strip';
  /** Share of the bytes that a result with changed pixels has to save, 0 to 1. */
  readonly minSaving: number;
}

/** Options that a caller may pass in place of settings, by the names of the settings. */
export type Requested = Partial<Pick<CompressRequest, 'quality' | 'colors' | 'rate' | 'dither' | 'format'>>;

/** Reads a setting by its name without the prefix. */
export type ReadSetting = (name: string) => unknown;

/** The valid values of a setting. */
interface Rule {
  readonly test: (value: unknown) => boolean;
  readonly expected: string;
}

/** A rule that checks a setting on its own. */
interface CheckedRule extends Rule {
  /** @throws Error that names the setting, the expected and the actual value. */
  check(name: string, value: unknown): void;
}

export const integer = (min: number, max: number): CheckedRule => {
  const rule: Rule = {
    test: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
    expected: `an integer from ${min} to ${max}`,
  };
  return { ...rule, check: (name, value) => check(name, value, rule) };
};

function check(name: string, value: unknown, { test, expected }: Rule): void {
  if (test(value)) return;
  throw new Error(`Setting kcolors.${name}: expected ${expected} but found ${JSON.stringify(value)}.`);
}

const share: Rule = {
  test: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  expected: 'a number from 0 to 1',
};

const oneOf = (...choices: string[]): Rule => ({
  test: (value) => choices.includes(value as string),
  expected: choices.map((choice) => `"${choice}"`).join(', '),
});

const RULES = {
  quality: oneOf(...QUALITY_NAMES, 'colors'),
  rate: share,
  colors: integer(MIN_COLORS, MAX_COLORS),
  dither: share,
  colorSpace: oneOf('srgb', 'oklab'),
  format: oneOf('keep', 'smallest', 'auto', 'png', 'webp', 'gif', 'jpeg'),
  jpegQuality: integer(1, 100),
  minSaving: {
    test: (value) => typeof value === 'number' && value >= 0 && value <= 99,
    expected: 'a number from 0 to 99',
  },
  output: oneOf('overwrite', 'suffix', 'folder'),
  suffix: {
    test: (value) =>
      typeof value === 'string' && value.trim() !== '' && !/[/\\:*?"<>|\p{Cc}\p{Bidi_C}]/u.test(value),
    expected: 'text that may stand in the name of a file',
  },
  folder: {
    test: (value) => typeof value === 'string' && resultFolder(value) !== undefined,
    expected: RESULT_FOLDER,
  },
  keepMetadata: { test: (value) => typeof value === 'boolean', expected: 'true or false' },
} satisfies Record<string, Rule>;

/**
 * Reads and validates the settings of a file.
 * @throws Error that names the setting, the expected and the actual value.
 */
export function readSettings(read: ReadSetting): Settings {
  const entries = Object.entries(RULES).map(([name, rule]) => [name, checked(read, name, rule)]);
  const { output, suffix, folder, keepMetadata, minSaving, ...rest } = Object.fromEntries(entries);
  const { colorSpace: space, ...others } = rest;
  const request = { ...others, space, fixedColors: [] };
  const metadata = keepMetadata ? 'keep' : 'strip';
  return { request, output, suffix, folder, metadata, minSaving: minSaving / 100 };
}

/** The validated palette settings: `kcolors.palette.*`. */
export interface PaletteSettings {
  /** Number of colors to find; 0 means as many as are distinct in the image. */
  readonly colors: number;
  readonly salience: number;
  readonly format: TextPaletteFormat;
}

const PALETTE_RULES: Omit<Record<keyof PaletteSettings, Rule>, 'format'> = {
  colors: integer(0, 64),
  salience: share,
};

/**
 * Reads and validates the palette settings.
 * @param formats names of the available formats.
 * @throws Error that names the setting, the expected and the actual value.
 */
export function readPaletteSettings(read: ReadSetting, formats: readonly string[]): PaletteSettings {
  const rules = Object.entries({ ...PALETTE_RULES, format: oneOf(...formats) });
  const entries = rules.map(([name, rule]) => [name, checked(read, `palette.${name}`, rule)]);
  return Object.fromEntries(entries);
}

function checked(read: ReadSetting, name: string, rule: Rule): unknown {
  const value = read(name);
  check(name, value, rule);
  return value;
}

/**
 * Overrides settings with the options of a call. A requested number of colors without a requested quality
 * selects that number.
 * @param isSet whether the person has set a value, or the default applies.
 * @param promised format that the file extension stands for. A JPEG that stays JPEG uses `jpegQuality`
 * instead of a number of colors.
 */
export function withRequested(
  read: ReadSetting,
  isSet: (name: string) => boolean,
  promised: string | undefined,
  requested: Requested = {},
): ReadSetting {
  const value = (name: string) => requested[name as keyof Requested] ?? read(name);
  const isNumberRequested = requested.quality === undefined && requested.colors !== undefined;
  const isFull = isFullColor(value('format') as CompressRequest['format'], promised ?? '');
  const number = isFull ? 'jpegQuality' : 'colors';
  const isNumber =
    isNumberRequested || (requested.quality === undefined && isSet(number) && !isSet('quality'));
  return (name) => (name === 'quality' && isNumber ? 'colors' : value(name));
}

/** Options for compressing with these settings. Files with equal content and options give identical bytes. */
export function compressOptionsOf({ request, metadata, minSaving }: Settings): CompressOptions {
  return { ...requestOptions(request), metadata, minSaving };
}
