// Finds the file's styles and variables whose colors the pixels of an image can be matched to.
import type { AnswerOf } from '../../shared/answers.ts';
import type { Color } from '../../shared/values.ts';
import type { Abilities } from '../abilities.ts';
import type { Job } from '../bridge/job.ts';

type Targets = Omit<AnswerOf<'targets'>, 'type' | 'id'>;
type Collection = Targets['collections'][number];

const MAX_ALIASES = 16; // maximum length of a chain of variables that refer to other variables

export async function findTargets(can: Abilities, job: Job): Promise<Targets> {
  return {
    styles: can.styles ? await solidStyles() : [],
    collections: can.variables ? await collectionsOfColors(job) : [],
    modes: can.variables ? await modesOfCollections() : [],
  };
}

async function modesOfCollections(): Promise<Targets['modes']> {
  const collections = await figma.variables.getLocalVariableCollectionsAsync();
  return collections.map(({ name, modes }) => ({
    collection: name,
    modes: modes.map(({ modeId: id, name: mode }) => ({ id, name: mode })),
  }));
}

async function solidStyles(): Promise<Targets['styles']> {
  const styles = await figma.getLocalPaintStylesAsync();
  return styles.flatMap(({ id, name, paints }) => {
    const [paint, ...more] = paints.filter(({ visible }) => visible !== false);
    return paint?.type === 'SOLID' && more.length === 0 ? [{ id, name, color: colorOf(paint) }] : [];
  });
}

const colorOf = ({ color: { r, g, b }, opacity = 1 }: SolidPaint): Color => ({ r, g, b, a: opacity });

async function collectionsOfColors(job: Job): Promise<Collection[]> {
  const variables = await figma.variables.getLocalVariablesAsync('COLOR');
  const found: Collection[] = [];
  for (const { id, name, modes } of await figma.variables.getLocalVariableCollectionsAsync()) {
    const ours: Collection['variables'] = [];
    for (const variable of variables.filter((one) => one.variableCollectionId === id)) {
      await job.pause(ours.length, variables.length);
      const colors: Color[] = [];
      for (const { modeId } of modes) {
        const color = await resolve(variable, modeId);
        if (color) colors.push(color);
      }
      // A variable that refers to a missing one has no color in some mode.
      if (colors.length === modes.length) ours.push({ id: variable.id, name: variable.name, colors });
    }
    if (ours.length > 0)
      found.push({
        id,
        name,
        modes: modes.map((mode) => ({ id: mode.modeId, name: mode.name })),
        variables: ours,
      });
  }
  return found;
}

/** Returns the color of a variable in a mode. A variable of another collection uses its own first mode. */
async function resolve(variable: Variable, modeId: string): Promise<Color | undefined> {
  let current: Variable | null = variable;
  let mode = modeId;
  for (let step = 0; current && step < MAX_ALIASES; step++) {
    const value: VariableValue | undefined =
      current.valuesByMode[mode] ?? Object.values(current.valuesByMode)[0];
    if (typeof value !== 'object') return undefined;
    if ('r' in value) return { r: value.r, g: value.g, b: value.b, a: 'a' in value ? value.a : 1 };
    if (!('type' in value) || value.type !== 'VARIABLE_ALIAS') return undefined;
    current = await figma.variables.getVariableByIdAsync(value.id);
    mode = modeId;
  }
  return undefined;
}
