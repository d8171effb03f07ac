import type { AnswerOf } from '../shared/answers.ts';

export type Abilities = AnswerOf<'started'>['can'];

/** The abilities of the current editor, by Figma's documentation and by feature detection. */
export function abilitiesOf(api: PluginAPI): Abilities {
  const isDesign = api.editorType === 'figma';
  return {
    styles: isDesign && typeof api.createPaintStyle === 'function',
    variables: isDesign && typeof api.variables?.createVariable === 'function',
    frames: api.editorType !== 'dev' && typeof api.createFrame === 'function',
  };
}
