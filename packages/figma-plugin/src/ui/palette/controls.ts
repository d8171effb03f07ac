// Controls for the number and selection of colors, and for adding colors.

import { button, check, make } from '../page/make.ts';
import type { Memory } from '../page/remembered.ts';
import { added, MAX_MAIN_COLORS, startedOver, type Wanted } from './wanted.ts';

const MIN_MAIN_COLORS = 2;

export interface Controls {
  /** Number and selection of colors, which apply only to colors from images. */
  readonly choice: HTMLElement;
  /** Adding of custom colors. */
  readonly own: HTMLElement;
  /** Shows the settings and the resulting number of colors. */
  update(wanted: Wanted, shown: number): void;
}

export function createControls(
  memory: Memory,
  current: () => Wanted,
  ask: (wanted: Wanted) => void,
): Controls {
  const number = make('input', {
    type: 'number',
    min: MIN_MAIN_COLORS,
    max: MAX_MAIN_COLORS,
    id: 'palette-count',
  });
  const slider = make('input', {
    type: 'range',
    min: MIN_MAIN_COLORS,
    max: MAX_MAIN_COLORS,
    'aria-label': 'Number of colors',
  });
  const auto = check('Auto', false, (checked) => {
    memory.set('paletteAuto', checked);
    ask({ ...current(), auto: checked });
  });
  const salience = make('input', {
    type: 'range',
    min: 0,
    max: 100,
    id: 'palette-salience',
    'aria-label': 'What counts, from large areas to distinct colors',
  });
  const picker = make('input', { type: 'color', value: '#e63946', 'aria-label': 'Color to add' });
  const unlock = button('Unlock all', () => ask(startedOver(current(), memory.get('paletteColors'))));

  const takeCount = (input: HTMLInputElement) => {
    const { request, ...rest } = current();
    const wanted = Math.round(input.valueAsNumber) || 0;
    const colors = Math.min(MAX_MAIN_COLORS, Math.max(MIN_MAIN_COLORS, request.fixedColors.length, wanted));
    memory.set('paletteColors', colors);
    ask({ ...rest, request: { ...request, colors } });
  };
  number.addEventListener('change', () => takeCount(number));
  slider.addEventListener('input', () => takeCount(slider));
  salience.addEventListener('input', () => {
    memory.set('salience', salience.valueAsNumber / 100);
    ask({ ...current(), salience: salience.valueAsNumber / 100 });
  });

  return {
    choice: make(
      'div',
      { class: 'choice-of-colors' },
      make(
        'div',
        { class: 'head' },
        make('label', { for: 'palette-count' }, 'Colors'),
        make('div', { class: 'row count' }, auto, number),
      ),
      slider,
      make(
        'div',
        {},
        make('label', { for: 'palette-salience' }, 'What counts'),
        salience,
        make('div', { class: 'ends' }, make('span', {}, 'Large areas'), make('span', {}, 'Distinct colors')),
      ),
    ),
    own: make(
      'div',
      { class: 'row own' },
      picker,
      button('Add color', () => ask(added(current(), picker.value))),
      unlock,
    ),
    update({ request, auto: isAuto, salience: amount }, shown) {
      auto.querySelector('input')!.checked = isAuto;
      number.value = slider.value = String(isAuto ? shown : request.colors);
      number.disabled = slider.disabled = isAuto || request.fixedColors.length >= MAX_MAIN_COLORS;
      slider.style.setProperty(
        '--at',
        `${((slider.valueAsNumber - MIN_MAIN_COLORS) / (MAX_MAIN_COLORS - MIN_MAIN_COLORS)) * 100}%`,
      );
      salience.value = String(amount * 100);
      salience.style.setProperty('--at', `${amount * 100}%`);
      unlock.hidden = request.fixedColors.length === 0;
    },
  };
}
