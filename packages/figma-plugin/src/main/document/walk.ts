/** A node with what is around it. */
export interface Visit {
  readonly node: SceneNode;
  /** It or something around it is locked. */
  readonly isLocked: boolean;
  /** It is part of an instance; the instance itself is not. */
  readonly isInInstance: boolean;
}

/** Visits nodes and all that is in them, in the order of the layers. Nodes that are gone meanwhile are passed over. */
export function* walk(roots: readonly SceneNode[]): Generator<Visit> {
  const stack = roots.map(visitRoot).reverse();
  while (stack.length > 0) {
    const visit = stack.pop()!;
    const { node, isLocked, isInInstance } = visit;
    if (node.removed) continue;
    yield visit;
    if (node.removed || !('children' in node)) continue;
    const children = node.children as readonly SceneNode[];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i]!;
      stack.push({
        node: child,
        isLocked: isLocked || child.locked,
        isInInstance: isInInstance || node.type === 'INSTANCE',
      });
    }
  }
}

/** What is around a node, by what is above it. */
export function visitRoot(node: SceneNode): Visit {
  let isLocked = node.locked;
  let isInInstance = false;
  for (
    let above = node.parent;
    above && above.type !== 'PAGE' && above.type !== 'DOCUMENT';
    above = above.parent
  ) {
    isLocked ||= (above as SceneNode).locked;
    isInInstance ||= above.type === 'INSTANCE';
  }
  return { node, isLocked, isInInstance };
}
