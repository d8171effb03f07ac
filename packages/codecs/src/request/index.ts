// Requests, presets and display texts of a compression, shared by all hosts. It does not load any image codec.

export type { PaletteEntry } from '../compress-types.ts';
export { MAX_COLORS } from '../constants.ts';
export { formatBytes, formatShare } from './format-numbers.ts';
export { normalHex, parseHex, type Rgba, toHex } from './hex.ts';
export { LOSS_WORDS, type Loss, lossOf, type Measures } from './loss.ts';
export { formatColors, parseColors } from './palette-text.ts';
export { PRESETS, type Preset, type PresetName, QUALITY_NAMES } from './presets.ts';
export {
  type CompressRequest,
  DEFAULT_REQUEST,
  MIN_COLORS,
  sameRequest,
  withColors,
  withRoom,
} from './request.ts';
export { objectiveFor, quantizeOptions, requestOptions } from './request-options.ts';
export { isFullColor, targetFormat } from './result-format.ts';
