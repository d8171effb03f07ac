export { crispEdges } from './crisp-edges.ts';
export {
  type ColorsOptions,
  type ExtractedColor,
  extractColors,
  extractColorsSteps,
} from './extract-colors.ts';
export { MAX_MAIN_COLORS } from './find-colors.ts';
export { cutOut, maskOf, NO_SEGMENT, type Segment, type Segments, segmentImage } from './segments.ts';
