export { crispEdges } from './crisp-edges.ts';
export { type ColorsOptions, type ExtractedColor, extractColors } from './extract-colors.ts';
