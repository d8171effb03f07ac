/** The slider of colors: every step is about the same change to the eye, and round numbers are met. */
const STEPS = [
  2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256,
];

/** Numbers that are a click away. */
export const CHIPS: readonly number[] = [2, 4, 8, 16, 32, 64, 128, 256];

export const LAST_STEP: number = STEPS.length - 1;

/** How many colors a step stands for. */
export function colorsAtStep(step: number): number {
  return STEPS[Math.min(LAST_STEP, Math.max(0, Math.round(step)))]!;
}

/** The step whose number is nearest, by ratio. */
export function stepOfColors(colors: number): number {
  const farness = STEPS.map((step) => Math.abs(Math.log(step / Math.max(1, colors))));
  return farness.indexOf(Math.min(...farness));
}
