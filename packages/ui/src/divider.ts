/** Where the divider of a comparison goes. Positions are percent of the width, 0 to 100. */

const STEP = 1;
const PAGE = 10;

const MOVES: Record<string, (position: number) => number> = {
  ArrowLeft: (position) => position - STEP,
  ArrowDown: (position) => position - STEP,
  ArrowRight: (position) => position + STEP,
  ArrowUp: (position) => position + STEP,
  PageDown: (position) => position - PAGE,
  PageUp: (position) => position + PAGE,
  Home: () => 0,
  End: () => 100,
};

/** The position after a key, or undefined when the key does not move the divider. */
export function dividerAfterKey(key: string, position: number): number | undefined {
  const move = MOVES[key];
  return move && clampPosition(move(position));
}

/** The position under a pointer at `x`, in an area that starts at `left` and is `width` wide. */
export function dividerUnderPointer(x: number, left: number, width: number): number {
  return width > 0 ? clampPosition(((x - left) / width) * 100) : 50;
}

/** Within 0 to 100; the middle for what is not a number. */
export function clampPosition(position: number): number {
  return Number.isFinite(position) ? Math.min(100, Math.max(0, position)) : 50;
}
