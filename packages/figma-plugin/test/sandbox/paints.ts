// What Figma accepts as paints.
import { copy, frozen, type World } from './world.ts';

const KEYS: Record<string, readonly string[]> = {
  SOLID: ['color', 'boundVariables'],
  IMAGE: ['scaleMode', 'imageHash', 'imageTransform', 'scalingFactor', 'rotation', 'filters'],
  VIDEO: ['scaleMode', 'videoHash', 'videoTransform', 'scalingFactor', 'rotation', 'filters'],
  PATTERN: ['sourceNodeId', 'tileType', 'scalingFactor', 'spacing', 'horizontalAlignment'],
  SHADER: ['id', 'properties', 'propertyMetadata'],
  GRADIENT_LINEAR: ['gradientTransform', 'gradientStops'],
};
const COMMON = ['type', 'visible', 'opacity', 'blendMode'];
const FILTERS = ['exposure', 'contrast', 'saturation', 'temperature', 'tint', 'highlights', 'shadows'];

/** Paints as they are kept. `where` is the function that they were given to. */
export function checkPaints(world: World, where: string, paints: unknown, isSync: boolean): readonly Paint[] {
  if (!Array.isArray(paints)) throw new Error(`in ${where}: Expected an array of paints`);
  for (const paint of paints) checkPaint(world, where, paint, isSync);
  return frozen(copy(paints));
}

function checkPaint(world: World, where: string, paint: Record<string, unknown>, isSync: boolean): void {
  const fail = (what: string): never => {
    throw new Error(`in ${where}: Property failed validation: ${what}`);
  };
  const allowed = KEYS[paint.type as string] ?? fail(`Invalid discriminator value ${String(paint.type)}`);
  for (const key of Object.keys(paint))
    if (!COMMON.includes(key) && !allowed.includes(key)) fail(`Unrecognized key(s) in object: '${key}'`);
  if (paint.type === 'SOLID') checkColor(paint.color as Record<string, number>, fail, ['r', 'g', 'b']);
  if (paint.opacity !== undefined && !isUnit(paint.opacity)) fail('Number must be from 0 to 1 at .opacity');
  if (paint.type === 'PATTERN' && isSync) fail('Pattern paints must be set with the asynchronous function');
  if (paint.type !== 'IMAGE') return;
  if (paint.imageHash !== null && !world.images.has(paint.imageHash as string)) fail('Invalid imageHash');
  for (const [key, value] of Object.entries((paint.filters as Record<string, number>) ?? {}))
    if (!FILTERS.includes(key) || !(value >= -1 && value <= 1)) fail(`Invalid filter ${key}`);
}

const isUnit = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;

/** A color has exactly these parts, each 0 to 1. */
export function checkColor(
  color: Record<string, number>,
  fail: (what: string) => never,
  parts: readonly string[],
): void {
  for (const part of Object.keys(color))
    if (!parts.includes(part)) fail(`Unrecognized key(s) in object: '${part}'`);
  for (const part of parts) if (!isUnit(color[part])) fail(`Number must be from 0 to 1 at .${part}`);
}
