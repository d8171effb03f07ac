/** Zoom and pan of an image. Lengths are CSS pixels unless stated otherwise. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Scale and position of the image in its frame. */
export interface View {
  /** CSS pixels per image pixel. */
  readonly scale: number;
  /** Offset of the image's top left corner from the frame's top left corner. */
  readonly x: number;
  readonly y: number;
}

/** Maximum scale. */
const MAX_SCALE = 32;

/** Tiny images are enlarged by an integer factor, up to this height and scale. */
const TINY = { height: 320, scale: 8 };

/** Returns the scale that shows the whole image: 1 if it fits, less if it is larger, 2 to 8 if it is tiny. */
export function fitScale(picture: Size, frame: Size): number {
  if (!(picture.width > 0 && picture.height > 0 && frame.width > 0 && frame.height > 0)) return 1;
  const shrink = Math.min(frame.width / picture.width, frame.height / picture.height);
  const grow = Math.floor(Math.min(shrink, TINY.height / picture.height, TINY.scale));
  return Math.max(grow, Math.min(1, shrink));
}

/** Shows the whole image, centered. */
export function fit(picture: Size, frame: Size): View {
  return place({ scale: fitScale(picture, frame), x: 0, y: 0 }, picture, frame);
}

/** Constrains the image to its frame: centered if it is smaller, without gaps if it is larger. */
export function place(view: View, picture: Size, frame: Size): View {
  const along = (offset: number, length: number, room: number) =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, offset));
  return {
    scale: view.scale,
    x: along(view.x, picture.width * view.scale, frame.width),
    y: along(view.y, picture.height * view.scale, frame.height),
  };
}

/** Sets the scale and keeps the image point under `at` in place. */
export function zoomTo(view: View, scale: number, at: Point, picture: Size, frame: Size): View {
  const minScale = fitScale(picture, frame);
  const next = Math.min(Math.max(MAX_SCALE, minScale), Math.max(minScale, scale));
  const ratio = next / view.scale;
  const moved = { scale: next, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
  return place(moved, picture, frame);
}

/** A zoom that is independent of the frame: the scale, and the image point in the center, 0 to 1. */
export interface ZoomState extends Point {
  readonly scale: number;
}

export function zoomStateOf({ scale, x, y }: View, picture: Size, frame: Size): ZoomState {
  return {
    scale,
    x: (frame.width / 2 - x) / (picture.width * scale),
    y: (frame.height / 2 - y) / (picture.height * scale),
  };
}

/** Returns the view of a zoom state in this frame. */
export function viewOfState(state: ZoomState, picture: Size, frame: Size): View {
  const scale = Math.min(MAX_SCALE, state.scale);
  const offset = {
    x: frame.width / 2 - state.x * picture.width * scale,
    y: frame.height / 2 - state.y * picture.height * scale,
  };
  return place({ scale, ...offset }, picture, frame);
}

/**
 * Returns the next power of two (1: in, −1: out), so that all pixels have the same size and 100 % is always a step.
 */
export function nextScale(scale: number, direction: 1 | -1): number {
  const level = Math.log2(scale);
  const near = Math.round(level);
  if (Math.abs(level - near) < 1e-6) return 2 ** (near + direction);
  return 2 ** (direction === 1 ? Math.ceil(level) : Math.floor(level));
}

/** Formats the scale: `100 %`, `1600 %`. */
export function formatScale(scale: number): string {
  return `${Math.round(scale * 100)} %`;
}
