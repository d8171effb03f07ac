export { type PreparedQualityScore, prepareQualityScore, qualityScore } from './quality-score.ts';
export { qualityScoreSample } from './sample.ts';
