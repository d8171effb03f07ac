import type { AnswerOf } from '../shared/answers.ts';

export type Abilities = AnswerOf<'started'>['can'];

/** What the editor has that the plugin is running in: by its documentation, and by whether it is there. */
export function abilitiesOf(api: PluginAPI): Abilities {
  const isDesign = api.editorType === 'figma';
  return {
    styles: isDesign && typeof api.createPaintStyle === 'function',
    variables: isDesign && typeof api.variables?.createVariable === 'function',
    frames: api.editorType !== 'dev' && typeof api.createFrame === 'function',
  };
}
