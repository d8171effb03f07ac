import type { PresetName } from '@kcolors/codecs/request';
import { make, segments } from '../page/make.ts';
import type { Memory } from '../page/remembered.ts';
import type { Resize, ShrinkFormat } from './plan.ts';

const RESIZE: Readonly<Record<Resize, string>> = { off: 'Off', '1': '1×', '2': '2×', '3': '3×' };
const ORDER = ['off', '1', '2', '3'] as const satisfies readonly Resize[];
const QUALITY: Readonly<Record<PresetName, string>> = {
  'lossless-look': 'Best',
  good: 'Good',
  small: 'Small',
};
const FORMATS: Readonly<Record<ShrinkFormat, string>> = { auto: 'Auto', jpeg: 'JPEG', png: 'PNG' };

/** Creates the controls for how images are shrunk. */
export function createShrinkSettings(memory: Memory, onChange: () => void): HTMLElement {
  const set =
    <Name extends 'resize' | 'shrinkQuality' | 'shrinkFormat'>(name: Name) =>
    (value: ReturnType<typeof memory.get<Name>>) => {
      memory.set(name, value);
      onChange();
    };
  const resize = segments('Resize to', RESIZE, memory.get('resize'), set('resize'), ORDER);
  resize.title = 'Pixels per canvas pixel, where the image is shown at its largest. No image is enlarged.';
  const quality = segments('Quality', QUALITY, memory.get('shrinkQuality'), set('shrinkQuality'));
  const format = make('select', { id: 'shrink-format' }, ...Object.entries(FORMATS).map(optionOf));
  format.value = memory.get('shrinkFormat');
  format.addEventListener('change', () => set('shrinkFormat')(format.value as ShrinkFormat));
  format.title =
    'Auto is the smaller of JPEG and PNG with a palette. Images with transparency are always PNG.';
  const formatChoice = make(
    'div',
    { class: 'choice' },
    make('label', { for: 'shrink-format' }, 'Format'),
    format,
  );
  return make(
    'div',
    { class: 'shrink-settings' },
    resize,
    make('div', { class: 'row' }, quality, formatChoice),
  );
}

const optionOf = ([value, text]: [string, string]): HTMLElement => make('option', { value }, text);
