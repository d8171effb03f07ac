import type { Skipped, SkipReason } from '../../shared/values.ts';
import { nameOf } from '../document/name-of.ts';

const WORDS: Record<SkipReason, string> = {
  removed: 'The layer was deleted meanwhile.',
  changed: 'The layer now shows another image.',
  enlarged: 'The layer was enlarged meanwhile.',
  locked: 'The layer is locked.',
  'remote-style': 'The fill comes from a style of a library, which cannot be changed here.',
  'image-gone': 'Figma no longer has the original image.',
  'record-full': 'Figma has no room to remember another original for this layer.',
  failed: 'Figma refused the change.',
  canceled: 'Canceled before this layer was changed.',
};

/** A node that was left unchanged; `detail` is the error message from Figma. */
export const skip = (
  node: { readonly id: string; readonly name: string },
  reason: SkipReason,
  detail?: string,
): Skipped => ({ nodeId: node.id, nodeName: nameOf(node), reason, message: detail ?? WORDS[reason] });
