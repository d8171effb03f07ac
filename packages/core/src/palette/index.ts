export { type ColorsOptions, type ExtractedColor, extractColors } from './extract-colors.ts';
