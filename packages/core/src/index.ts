export { srgbToOklab } from './color/oklab.ts';
export { encodeSrgb, LINEAR as LINEAR_SRGB } from './color/srgb.ts';
export { QuantizeError, type QuantizeErrorCode } from './errors.ts';
export { extractPalette, extractPaletteSteps, type PaletteSource } from './extract-palette.ts';
export { addImage, createHistogram, mergeHistograms } from './histogram-api.ts';
export type { Histogram } from './kernels/histogram.ts';
export type {
  AlphaMode,
  DitherKernel,
  Effort,
  EngineChoice,
  Init,
  Objective,
  PaletteOptions,
  QuantizeOptions,
  RemapOptions,
  Space,
} from './options.ts';
export { quantize, quantizeSteps } from './quantize.ts';
export { remap, remapSteps } from './remap.ts';
export { createSession, type Session, type SessionChanges, type SessionOptions } from './session.ts';
export { shrink } from './shrink.ts';
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
