export {
  type PreparedQualityScore,
  prepareQualityScore,
  qualityScore,
  type ResultKind,
} from './quality-score.ts';
export { qualityScoreSample } from './sample.ts';
