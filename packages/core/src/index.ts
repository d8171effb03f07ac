export { QuantizeError, type QuantizeErrorCode } from './errors.ts';
export { extractPalette, extractPaletteSteps, type PaletteSource } from './extract-palette.ts';
export { addImage, createHistogram, type Histogram, mergeHistograms } from './histogram/histogram.ts';
export type {
  AlphaMode,
  DitherKernel,
  Effort,
  Init,
  PaletteOptions,
  QuantizeOptions,
  RemapOptions,
  Space,
} from './options.ts';
export { quantize, quantizeSteps } from './quantize.ts';
export { remap, remapSteps } from './remap.ts';
export type {
  ClusterReport,
  IndexedImage,
  Palette,
  PaletteResult,
  Progress,
  QuantizeResult,
  RemapResult,
  RgbaImage,
} from './types.ts';
