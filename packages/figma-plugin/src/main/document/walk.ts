/** A node and the relevant properties of its ancestors. */
export interface Visit {
  readonly node: SceneNode;
  /** Whether the node or an ancestor is locked. */
  readonly isLocked: boolean;
  /** Whether the node is inside an instance. False for the instance itself. */
  readonly isInInstance: boolean;
}

/** Visits nodes and their descendants in layer order. Skips nodes that were removed in the meantime. */
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

/** Collects the properties of a node's ancestors. */
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
