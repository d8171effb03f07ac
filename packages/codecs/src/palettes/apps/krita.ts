import { CMYK_NOTE, hexOfCmyk, hexOfGray, hexOfLab, hexOfRgb } from '../adobe/models.ts';
import { colorList } from '../color-list.ts';
import type { BinaryReader, Found } from '../format.ts';
import { attributeIn, tagsOf, withoutMarkupComments } from '../markup.ts';
import type { Skipped } from '../skipped.ts';
import { textInZip } from './unzip.ts';

/** Palette of Krita: a ZIP archive with XML, values from 0 to 1. */
export const krita: BinaryReader = {
  label: 'Krita palette (.kpl)',
  extensions: ['.kpl'],
  read,
};

function read(bytes: Uint8Array): Found {
  const code = withoutMarkupComments(textInZip(bytes, /(?:^|\/)colorset\.xml$/i));
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  const notes = new Set<string>();
  let [title, name] = ['', ''];
  for (const { name: element, text: tag } of tagsOf(code)) {
    const key = element.replace(/^.*:/, '').toLowerCase();
    if (key === 'colorset') title = attributeIn(tag, 'name') ?? '';
    if (key === 'colorsetentry') name = attributeIn(tag, 'name') ?? '';
    if (!Object.hasOwn(MODELS, key)) continue;
    const values = MODELS[key]!.map((channel) => Number(attributeIn(tag, channel) ?? Number.NaN));
    if (!values.every(Number.isFinite)) skipped.push({ name, value: tag, reason: 'not numbers' });
    else {
      add({ hex: hexOf(key, values), ...(name !== '' && { name }) });
      if (key === 'cmyk') notes.add(CMYK_NOTE);
    }
  }
  return { ...(title !== '' && { name: title }), colors, skipped, notes: [...notes] };
}

/** Attributes of color elements. */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  rgb: ['r', 'g', 'b'],
  srgb: ['r', 'g', 'b'],
  cmyk: ['c', 'm', 'y', 'k'],
  lab: ['L', 'a', 'b'],
  gray: ['g'],
};

function hexOf(model: string, [one = 0, two = 0, three = 0, four = 0]: readonly number[]): string {
  if (model === 'cmyk') return hexOfCmyk(one, two, three, four);
  if (model === 'lab') return hexOfLab(one, two, three);
  return model === 'gray' ? hexOfGray(one) : hexOfRgb(one, two, three);
}
