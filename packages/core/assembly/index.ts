// Exports to JavaScript. Arrays are passed as addresses. JavaScript allocates those from `heapBase()` on.

export { assign, worstPoint } from './assign';
export { addBlurSquare } from './blur-sums';
export { EXACT_COLORS, EXACT_INDICES, label, setPalette } from './color-cache';
export { diffuse, PREMULTIPLIED, startDiffusion } from './diffuse';
export {
  countPixels,
  DISTINCT,
  distinctSize,
  isBinned,
  KEYS,
  OPAQUE,
  SUMS,
  startHistogram,
  translucentSize,
  transparentPixels,
} from './histogram';
export { addRows, IMPORTANCE, IMPORTANCES, repeatedPixels, startImportance } from './importance';
export { mergeCosts } from './merge-costs';
export { mergePoints } from './merge-points';
export { LISTS, setOpaque } from './nearest-search';
export { binPoints } from './points';
export { renumber } from './renumber';
export { addSamples, areOpaque, endSamples, startSamples } from './samples';
export { splitClusters } from './split-clusters';
export { surroundingsBytes } from './surroundings';
export { POINTS, tally, WORDS } from './tally';
export { rateBytes, rateRow, startRate } from './trellis';
export { varianceSplit } from './variance-split';
export { wardMerge } from './ward-merge';
export { CONES, setSpace } from './working-space';

/** Buffers for the current pixels and their labels. */
export const PIXELS = memory.data(4 << 15, 16);
export const LABELS = memory.data(1 << 15, 16);

export function heapBase(): usize {
  return __heap_base;
}
