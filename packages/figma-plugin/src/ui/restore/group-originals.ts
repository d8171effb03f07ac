import type { AnswerOf } from '../../shared/answers.ts';

type Node = AnswerOf<'restorable'>['nodes'][number];

/** An original with all layers that show an image in its place. */
export interface Original {
  readonly from: string;
  /** Hash of the image in its place, of the first layer. */
  readonly to: string;
  readonly isGone: boolean;
  readonly nodes: readonly { readonly id: string; readonly name: string }[];
}

/** Groups layers by their originals. Those that Figma no longer has come last. */
export function groupOriginals(nodes: readonly Node[]): Original[] {
  const groups = new Map<string, Original & { nodes: { id: string; name: string }[] }>();
  for (const { nodeId: id, nodeName: name, originals } of nodes) {
    for (const { from, isGone, to } of originals) {
      const group = groups.get(from) ?? { from, to, isGone, nodes: [] };
      groups.set(from, group);
      if (!group.nodes.some((node) => node.id === id)) group.nodes.push({ id, name });
    }
  }
  const all = [...groups.values()];
  return [...all.filter(({ isGone }) => !isGone), ...all.filter(({ isGone }) => isGone)];
}
