/** Which part of a picture is seen, and how large. All lengths are CSS pixels unless they say otherwise. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the picture lies in its frame. */
export interface View {
  /** CSS pixels per picture pixel. */
  readonly scale: number;
  /** Of the top left corner of the picture, from the top left corner of the frame. */
  readonly x: number;
  readonly y: number;
}

/** Largest magnification of a picture pixel. */
const MOST = 32;

/** A tiny picture is shown in whole multiples, up to this height and magnification. */
const TINY = { height: 320, scale: 8 };

/** The scale at which the whole picture is seen: 1 where it fits, less where it is larger, 2 to 8 where it is tiny. */
export function fitScale(picture: Size, frame: Size): number {
  if (!(picture.width > 0 && picture.height > 0 && frame.width > 0 && frame.height > 0)) return 1;
  const shrink = Math.min(frame.width / picture.width, frame.height / picture.height);
  const grow = Math.floor(Math.min(shrink, TINY.height / picture.height, TINY.scale));
  return Math.max(grow, Math.min(1, shrink));
}

/** The whole picture, in the middle. */
export function fit(picture: Size, frame: Size): View {
  return place({ scale: fitScale(picture, frame), x: 0, y: 0 }, picture, frame);
}

/** Keeps the picture in its frame: centered where it is smaller, without a gap where it is larger. */
export function place(view: View, picture: Size, frame: Size): View {
  const along = (offset: number, length: number, room: number) =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, offset));
  return {
    scale: view.scale,
    x: along(view.x, picture.width * view.scale, frame.width),
    y: along(view.y, picture.height * view.scale, frame.height),
  };
}

/** Shows the picture at `scale`, with the picture point under `at` where it was. */
export function zoomTo(view: View, scale: number, at: Point, picture: Size, frame: Size): View {
  const least = fitScale(picture, frame);
  const next = Math.min(Math.max(MOST, least), Math.max(least, scale));
  const ratio = next / view.scale;
  const moved = { scale: next, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
  return place(moved, picture, frame);
}

/** How a picture is zoomed, whatever its frame: the scale, and the point in the middle, 0 to 1. */
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

/** The view of a state, in this frame. */
export function viewOfState(state: ZoomState, picture: Size, frame: Size): View {
  const scale = Math.min(MOST, state.scale);
  const offset = {
    x: frame.width / 2 - state.x * picture.width * scale,
    y: frame.height / 2 - state.y * picture.height * scale,
  };
  return place({ scale, ...offset }, picture, frame);
}

/** The next power of two in a direction (1 in, −1 out), so that pixels stay even and 100 % is always met. */
export function nextScale(scale: number, direction: 1 | -1): number {
  const level = Math.log2(scale);
  const near = Math.round(level);
  if (Math.abs(level - near) < 1e-6) return 2 ** (near + direction);
  return 2 ** (direction === 1 ? Math.ceil(level) : Math.floor(level));
}

/** `100 %`, `1600 %`: what the zoom reads. */
export function formatScale(scale: number): string {
  return `${Math.round(scale * 100)} %`;
}
