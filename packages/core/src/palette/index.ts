export { addColors, type ColorCounts, createColorCounts } from './color-counts.ts';
export {
  type ColorSource,
  type ColorsOptions,
  type ExtractedColor,
  extractColors,
  extractColorsSteps,
} from './extract-colors.ts';
export { MAX_MAIN_COLORS } from './find-colors.ts';
export { cutOut, maskOf, NO_SEGMENT, type Segment, type Segments, segmentImage } from './segments.ts';
