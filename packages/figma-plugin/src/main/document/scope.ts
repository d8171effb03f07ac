import type { Scope } from '../../shared/values.ts';
import type { Job } from '../bridge/job.ts';
import { type Visit, visitRoot, walk } from './walk.ts';

/**
 * Shows `look` every node of a part of the document, with breaks in which Figma is usable. Nodes that are named are
 * visited alone, selected ones with all that is in them. Says how many there were.
 */
export async function visitScope(
  scope: Scope,
  job: Job,
  look: (visit: Visit) => void | Promise<void>,
): Promise<number> {
  let done = 0;
  for (const load of rootsOf(scope)) {
    const roots = await load();
    for (const visit of scope.kind === 'nodes' ? roots.map(visitRoot) : walk(outermost(roots))) {
      await look(visit);
      await job.pause(++done, 0);
    }
  }
  return done;
}

/** The roots, page by page: a page is loaded when it is its turn. */
function rootsOf(scope: Scope): (() => Promise<readonly SceneNode[]>)[] {
  switch (scope.kind) {
    case 'selection':
      return [async () => figma.currentPage.selection];
    case 'page':
      return [async () => figma.currentPage.children];
    case 'file':
      return figma.root.children.map((page) => async () => {
        await page.loadAsync();
        return page.children;
      });
    case 'nodes':
      return [() => nodesOf(scope.ids)];
    default:
      return scope satisfies never;
  }
}

async function nodesOf(ids: readonly string[]): Promise<SceneNode[]> {
  const found = await Promise.all(ids.map((id) => figma.getNodeByIdAsync(id)));
  return found.filter((node) => isSceneNode(node));
}

export const isSceneNode = (node: BaseNode | null): node is SceneNode =>
  node !== null && !node.removed && node.type !== 'PAGE' && node.type !== 'DOCUMENT';

/** Without nodes that are within others, which would be visited twice. */
function outermost(nodes: readonly SceneNode[]): SceneNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.filter((node) => {
    for (let above = node.parent; above; above = above.parent) if (ids.has(above.id)) return false;
    return true;
  });
}
