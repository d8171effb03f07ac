import type { Scope } from '../../shared/values.ts';
import type { Job } from '../bridge/job.ts';
import { isSceneNode } from './scene-node.ts';
import { selectedNodes } from './selection.ts';
import { type Visit, visitRoot, walk } from './walk.ts';

/**
 * Calls `look` for every node in a scope, with breaks that keep Figma usable. Returns the number of nodes.
 * Nodes given by id are visited alone, all others with their descendants.
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

/** Returns loaders of the root nodes, one per page, so that each page is loaded only when needed. */
function rootsOf(scope: Scope): (() => Promise<readonly SceneNode[]>)[] {
  switch (scope.kind) {
    case 'selection':
      return [selectedNodes];
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

/** Removes nodes inside other given nodes, which would be visited twice. */
function outermost(nodes: readonly SceneNode[]): SceneNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.filter((node) => {
    for (let above = node.parent; above; above = above.parent) if (ids.has(above.id)) return false;
    return true;
  });
}
