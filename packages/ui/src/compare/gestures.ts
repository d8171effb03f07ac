import type { Point } from './viewport.ts';

/** Actions that the pointer, the wheel and the keys trigger in a comparison. Points are relative to the stage. */
export interface GestureTarget {
  /** Whether a drag over the image pans it. Otherwise the drag moves the divider. */
  readonly pans: () => boolean;
  readonly moveDivider: (point: Point) => void;
  readonly pan: (by: Point) => void;
  /** Positive `steps` zoom in. */
  readonly zoom: (steps: number, at: Point) => void;
  readonly toggleZoom: (at: Point) => void;
}

const PAN_STEP = 40;
const PANS: Record<string, Point> = {
  ArrowLeft: { x: PAN_STEP, y: 0 },
  ArrowRight: { x: -PAN_STEP, y: 0 },
  ArrowUp: { x: 0, y: PAN_STEP },
  ArrowDown: { x: 0, y: -PAN_STEP },
};

/** Returns the distance that an arrow key pans the image, or undefined for another key. */
export const panOfKey = (key: string): Point | undefined => PANS[key];

/** Listens to events of the stage and of the divider in it. */
export function listenToGestures(stage: HTMLElement, divider: HTMLElement, target: GestureTarget): void {
  let last: Point | undefined; // while a button or finger is down
  let pans = false;

  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const onDivider = event.composedPath().includes(divider);
    last = pointOf(event);
    pans = !onDivider && target.pans();
    stage.setPointerCapture(event.pointerId);
    if (onDivider) divider.focus({ preventScroll: true });
    else if (!pans) target.moveDivider(last);
    event.preventDefault(); // prevents text selection and image drag
  });

  stage.addEventListener('pointermove', (event) => {
    if (!last) return;
    const point = pointOf(event);
    if (pans) target.pan({ x: point.x - last.x, y: point.y - last.y });
    else target.moveDivider(point);
    last = point;
  });

  for (const end of ['pointerup', 'pointercancel'] as const) {
    stage.addEventListener(end, () => {
      last = undefined;
    });
  }

  stage.addEventListener('dblclick', (event) => target.toggleZoom(pointOf(event)));

  // The plain wheel scrolls the page. With Ctrl it zooms; browsers also send Ctrl for a pinch on a trackpad.
  stage.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      target.zoom(-event.deltaY / 100, pointOf(event));
    },
    { passive: false },
  );
}

/** Positions of the divider, in percent of the width, 0 to 100. */

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

/** Returns the position after a key press, or undefined if the key does not move the divider. */
export function dividerAfterKey(key: string, position: number): number | undefined {
  const move = MOVES[key];
  return move && clampPosition(move(position));
}

/** Returns the position under a pointer at `x`, in an area that starts at `left` and is `width` wide. */
export function dividerUnderPointer(x: number, left: number, width: number): number {
  return width > 0 ? clampPosition(((x - left) / width) * 100) : 50;
}

/** Clamps a position to 0 to 100. Returns the middle for NaN and infinities. */
export function clampPosition(position: number): number {
  return Number.isFinite(position) ? Math.min(100, Math.max(0, position)) : 50;
}
