import * as v from 'valibot';
import { type Settings, settings } from '../shared/values.ts';

const KEY = 'settings';
const WINDOW_KEY = 'window';
const windowSize = v.object({ width: v.number(), height: v.number() });

/** Minimum and maximum size of the plugin window in pixels. */
const MIN_SIZE = { width: 320, height: 360 };
const MAX_SIZE = { width: 1600, height: 1400 };
const FIRST = { width: 420, height: 620 };

const within = (value: number, min: number, max: number) => Math.round(Math.min(max, Math.max(min, value)));

/** Returns the saved settings; empty when an older version saved another structure. */
export async function loadSettings(): Promise<Settings> {
  const { success, output } = v.safeParse(settings, await figma.clientStorage.getAsync(KEY));
  return success ? output : {};
}

export const saveSettings = (changed: Settings): Promise<void> => figma.clientStorage.setAsync(KEY, changed);

export async function loadWindowSize(): Promise<{ width: number; height: number }> {
  const { success, output } = v.safeParse(windowSize, await figma.clientStorage.getAsync(WINDOW_KEY));
  return success ? fit(output) : FIRST;
}

export async function resizeWindow(width: number, height: number): Promise<void> {
  const size = fit({ width, height });
  figma.ui.resize(size.width, size.height);
  await figma.clientStorage.setAsync(WINDOW_KEY, size);
}

const fit = ({ width, height }: { width: number; height: number }) => ({
  width: within(width, MIN_SIZE.width, MAX_SIZE.width),
  height: within(height, MIN_SIZE.height, MAX_SIZE.height),
});
