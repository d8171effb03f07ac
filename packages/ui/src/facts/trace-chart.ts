import { formatBytes } from '@kcolors/codecs/request';
import { part, setText } from '../element/shadow.ts';
import { rangeOf, type Trace, type TracePoint, traceWords } from './trace.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** The chart of bytes against quality score. Screen readers read it as one sentence. */
export const traceMarkup = `
<figure class="trace" role="img">
  <figcaption data-text="traceTitle"></figcaption>
  <span class="max"></span><span class="min"></span>
  <svg class="chart" focusable="false"></svg>
  <span class="small"></span><span class="large"></span>
</figure>`;

/** Draws the tried results, marks the newest one, and draws the target score as a line. */
export function drawTrace(root: ShadowRoot, trace: Trace, target: number | undefined): void {
  const figure = part(root, '.trace');
  figure.hidden = trace.length === 0;
  if (trace.length === 0) return;
  const { bytes, score } = rangeOf(trace);
  const across = (value: number) => percent((value - bytes[0]) / (bytes[1] - bytes[0]));
  const down = (value: number) => percent((score[1] - value) / (score[1] - score[0]));
  const dot = (point: TracePoint, index: number) => {
    const isNow = index === trace.length - 1;
    const kind = isNow ? 'now' : point.approximate ? 'about' : 'past';
    return shape('circle', { class: kind, cx: across(point.bytes), cy: down(point.score), r: isNow ? 5 : 3 });
  };
  const line = (value: number) => shape('line', { x1: 0, x2: '100%', y1: down(value), y2: down(value) });
  const hasTarget = target !== undefined && target > score[0];
  part(root, '.chart').replaceChildren(...(hasTarget ? [line(target)] : []), ...trace.map(dot));
  setText(part(root, '.max'), String(score[1]));
  setText(part(root, '.min'), String(score[0]));
  setText(part(root, '.small'), formatBytes(bytes[0]));
  setText(part(root, '.large'), formatBytes(bytes[1]));
  figure.setAttribute('aria-label', traceWords(trace));
}

const percent = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

function shape(name: 'circle' | 'line', attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
