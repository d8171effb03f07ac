import type { MainConnection } from '../connect.ts';
import { make } from './make.ts';

const STEP = 20; // pixels per press of an arrow key

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * Creates the corner handle that resizes the plugin window, which has none of its own. The sandbox knows the
 * size limits.
 */
export function createGrip(main: MainConnection): HTMLElement {
  const label = 'Resize the window: drag, or use the arrow keys';
  const grip = make('button', { type: 'button', class: 'grip', 'aria-label': label, title: label });
  let wanted: { width: number; height: number } | undefined;
  let asks = false;

  /** Sends one request at a time, since pointer events come faster than Figma resizes. */
  const resize = async (width: number, height: number) => {
    wanted = { width, height };
    if (asks) return;
    asks = true;
    try {
      while (wanted) {
        const next: { width: number; height: number } = wanted;
        wanted = undefined;
        await main.ask({ type: 'resize', ...next });
      }
    } catch {
      wanted = undefined; // the window keeps its size
    } finally {
      asks = false;
    }
  };

  grip.addEventListener('pointerdown', (event) => {
    grip.setPointerCapture(event.pointerId);
    const right = innerWidth - event.clientX;
    const below = innerHeight - event.clientY;
    const move = ({ clientX, clientY }: PointerEvent) => void resize(clientX + right, clientY + below);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), {
      once: true,
    });
  });
  grip.addEventListener('keydown', (event) => {
    const [right, down] = ARROWS[event.key] ?? [];
    if (right === undefined || down === undefined) return;
    event.preventDefault();
    void resize(innerWidth + right * STEP, innerHeight + down * STEP);
  });
  return grip;
}
