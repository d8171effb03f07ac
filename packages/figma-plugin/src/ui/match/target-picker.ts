// Picks the colors that pixels are matched to: colors of the file, a preset or an imported palette.
import { type Palette, readPalette, writePalette } from '@kcolors/codecs/palettes';
import type { AnswerOf } from '../../shared/answers.ts';
import { createImport } from '../import/palette-import.ts';
import { learnNames } from '../page/color-names.ts';
import type { Context } from '../page/context.ts';
import { field, make } from '../page/make.ts';
import { messageOf, shownName } from '../page/words.ts';
import { hexOf, type Profile } from '../palette/color-space.ts';
import { grays, PRESETS, ramp } from './presets.ts';

type Targets = Omit<AnswerOf<'targets'>, 'type' | 'id'>;

const MAX_COLORS = 255; // colors; one more is transparent
const NONE: Targets = { styles: [], collections: [], modes: [] };

export interface TargetPicker {
  readonly root: HTMLElement;
  /** Distinct hex values. */
  colors(): string[];
  /** Loads the colors of the file. */
  load(): Promise<void>;
}

/** Creates the picker. Palette files may be dropped anywhere on `zone`. */
export function createTargetPicker(
  { main, memory, started }: Context,
  zone: HTMLElement,
  onChange: () => void,
): TargetPicker {
  let targets = NONE;
  let imported = remembered(memory.get('imported'));
  const select = make('select', { id: 'target' });
  const note = make('p', { class: 'status', role: 'status' });
  const steps = make('input', { type: 'number', min: 2, max: MAX_COLORS, value: 4 });
  const dark = make('input', { type: 'color', value: '#1b1f5e' });
  const light = make('input', { type: 'color', value: '#ffd9a0' });
  const ends = make('div', { class: 'row' }, field('Dark', dark), field('Light', light));
  const stepsField = field('Steps', steps);
  const importer = createImport(zone, (file) => {
    imported = file?.palette;
    learnNames(imported?.colors);
    memory.set('imported', imported ? writePalette(imported, 'json') : '');
    if (file) memory.set('target', 'imported');
    offer();
    onChange();
  });
  const root = make('div', { class: 'target' }, field('Match to', select), ends, stepsField, importer, note);

  const parametersOf = (value: string) => {
    ends.hidden = value !== 'duotone';
    stepsField.hidden = value !== 'duotone' && value !== 'grays';
    importer.hidden = value !== 'imported';
    const isTooMuch = value === 'imported' && imported && opaqueOf(imported).length > MAX_COLORS;
    note.textContent = isTooMuch
      ? `The first ${MAX_COLORS} colors are used: one entry is reserved for transparency.`
      : '';
  };
  const offer = () => {
    const wanted = memory.get('target');
    select.replaceChildren(...groupsOf(targets, imported));
    const known = [...select.options].some(({ value }) => value === wanted);
    select.value = known ? wanted : 'preset:pico-8';
    parametersOf(select.value);
  };
  select.addEventListener('change', () => {
    memory.set('target', select.value);
    parametersOf(select.value);
    onChange();
  });
  const stepCount = () => Math.min(MAX_COLORS, Math.max(2, Math.round(steps.valueAsNumber) || 2));
  steps.addEventListener('change', () => {
    steps.value = String(stepCount());
  });
  for (const input of [steps, dark, light]) input.addEventListener('change', onChange);
  learnNames(imported?.colors);
  offer();

  return {
    root,
    colors() {
      const given = { steps: stepCount(), dark: dark.value, light: light.value, imported };
      return colorsOf(select.value, targets, given, started.colorProfile).slice(0, MAX_COLORS);
    },
    async load() {
      try {
        targets = await main.ask({ type: 'targets' });
        offer();
      } catch (error) {
        offer();
        note.textContent = messageOf(error);
      }
    },
  };
}

function groupsOf({ styles, collections }: Targets, imported: Palette | undefined): HTMLElement[] {
  const group = (label: string, ...options: HTMLOptionElement[]) => make('optgroup', { label }, ...options);
  const inFile = [
    ...(styles.length > 0 ? [new Option(`Color styles (${styles.length})`, 'styles')] : []),
    ...collections.flatMap(({ id, name, modes, variables }) =>
      modes.map((mode) => {
        const suffix = modes.length > 1 ? `, ${shownName(mode.name)}` : '';
        return new Option(`${shownName(name)}${suffix} (${variables.length})`, `collection:${id}:${mode.id}`);
      }),
    ),
  ];
  return [
    ...(inFile.length > 0 ? [group('In this file', ...inFile)] : []),
    group(
      'Presets',
      ...Object.entries(PRESETS).map(([id, { name }]) => new Option(name, `preset:${id}`)),
      new Option('Grayscale', 'grays'),
      new Option('Duotone', 'duotone'),
    ),
    group('From elsewhere', new Option(wordsOf(imported), 'imported')),
  ];
}

const wordsOf = (imported: Palette | undefined): string =>
  imported ? `${imported.name ?? 'Imported palette'} (${imported.colors.length})` : 'Imported palette';

/** The palette of the last import, if it can still be read. */
function remembered(json: string): Palette | undefined {
  try {
    return json === '' ? undefined : readPalette(json, { fileName: '.json' }).palette;
  } catch {
    return undefined;
  }
}

interface Given {
  readonly steps: number;
  readonly dark: string;
  readonly light: string;
  readonly imported: Palette | undefined;
}

/** The colors of a choice. Their alpha is ignored, since pixels take only their color. */
function colorsOf(choice: string, targets: Targets, given: Given, profile: Profile): string[] {
  if (choice === 'styles')
    return unique(targets.styles.map(({ color }) => hexOf({ ...color, a: 1 }, profile)));
  if (choice === 'grays') return grays(given.steps);
  if (choice === 'duotone') return unique(ramp(given.dark, given.light, given.steps));
  if (choice === 'imported') return given.imported ? opaqueOf(given.imported) : [];
  if (choice.startsWith('preset:')) return [...(PRESETS[choice.slice('preset:'.length)]?.colors ?? [])];
  for (const { id, modes, variables } of targets.collections)
    for (const [index, mode] of modes.entries())
      if (choice === `collection:${id}:${mode.id}`)
        return unique(variables.map(({ colors }) => hexOf({ ...colors[index]!, a: 1 }, profile)));
  return [];
}

const unique = (hexes: readonly string[]): string[] => [...new Set(hexes)];

const opaqueOf = ({ colors }: Palette): string[] => unique(colors.map(({ hex }) => hex.slice(0, 7)));
