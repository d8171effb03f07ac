import type { Swatch } from '../../shared/values.ts';
import { Failure } from '../bridge/failure.ts';
import type { Job } from '../bridge/job.ts';
import { uniqueNames } from './names.ts';
import type { Written } from './paint-styles.ts';

/**
 * Creates a color variable for each color in the named collection, or updates the variable of that name. A new one has
 * its color in all modes; of another one, only a mode is updated, by default the first.
 */
export async function writeVariables(
  name: string,
  swatches: readonly Swatch[],
  job: Job,
  wanted?: string,
): Promise<Written> {
  const collections = await figma.variables.getLocalVariableCollectionsAsync();
  const collection =
    collections.find((one) => one.name === name) ?? figma.variables.createVariableCollection(name);
  const all = collection.modes.map(({ modeId }) => modeId);
  const mode = wanted !== undefined && all.includes(wanted) ? wanted : collection.defaultModeId;
  const existing = new Map<string, Variable>();
  for (const variable of await figma.variables.getLocalVariablesAsync())
    if (variable.variableCollectionId === collection.id) existing.set(variable.name, variable);

  let created = 0;
  for (const [index, variableName] of uniqueNames(swatches).entries()) {
    let variable = existing.get(variableName);
    const modes = variable ? [mode] : all;
    if (variable && variable.resolvedType !== 'COLOR')
      throw new Failure('figma', `“${variableName}” in “${name}” already exists and is not a color.`);
    if (!variable) {
      variable = figma.variables.createVariable(variableName, collection, 'COLOR');
      variable.setVariableCodeSyntax('WEB', `var(--${cssName(variableName)})`);
      created++;
    }
    for (const each of modes) variable.setValueForMode(each, { ...swatches[index]!.color });
    await job.pause(index + 1, swatches.length);
  }
  figma.commitUndo();
  return { created, updated: swatches.length - created };
}

const cssName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
