// Finds the images in a scope of the document. Lists each once, by its hash, with all places that use it.
import { LARGEST_SIDE } from '../../shared/protocol.ts';
import type { Badge, ImageEntry, Scope, Use } from '../../shared/values.ts';
import type { Job } from '../bridge/job.ts';
import { recordOf } from '../restore/remember.ts';
import { nameOf } from './name-of.ts';
import { type PaintList, readLists } from './paint-lists.ts';
import { visitScope } from './scope.ts';
import type { Visit } from './walk.ts';

type StyleOfUse = NonNullable<Use['style']>;

interface FoundUse {
  readonly hash: string;
  readonly use: Use;
  readonly styleId: string;
}

export async function scan(scope: Scope, job: Job): Promise<{ images: ImageEntry[]; nodes: number }> {
  const found: FoundUse[] = [];
  const nodes = await visitScope(scope, job, (visit) => void found.push(...usesOf(visit)));
  const styles = await namesOfStyles(new Set(found.map(({ styleId }) => styleId)));
  const images: ImageEntry[] = [];
  for (const [hash, uses] of groupByHash(found, styles)) {
    const size = await sizeOf(hash);
    images.push({ hash, ...(size ?? { width: 0, height: 0 }), badges: badgesOf(size, uses), uses });
    await job.pause(images.length, 0);
  }
  return { images, nodes };
}

/** The image paints of one node. */
function usesOf({ node, isLocked, isInInstance }: Visit): FoundUse[] {
  const images = readLists(node).flatMap((list) => imagesOf(list).map((image) => ({ ...list, ...image })));
  if (images.length === 0) return []; // most nodes have no image, so skip the other queries
  const { width = 0, height = 0 } = node as { width?: number; height?: number };
  const { id: nodeId, type: nodeType, visible: isVisible } = node;
  const place = {
    nodeId,
    nodeName: nameOf(node),
    nodeType,
    width,
    height,
    isVisible,
    isLocked,
    isInInstance,
  };
  const record = recordOf(node);
  return images.map(({ hash, index, address, styleId, isMixed }) => {
    const original = record.find(({ to }) => to === hash)?.from;
    const use = { ...place, slot: { ...address, index } as Use['slot'], isMixed };
    return { hash, styleId, use: original === undefined ? use : { ...use, original } };
  });
}

const imagesOf = ({ paints }: PaintList): { hash: string; index: number }[] =>
  paints.flatMap((paint, index) =>
    paint.type === 'IMAGE' && paint.imageHash ? [{ hash: paint.imageHash, index }] : [],
  );

function groupByHash(
  found: readonly FoundUse[],
  styles: ReadonlyMap<string, StyleOfUse>,
): Map<string, Use[]> {
  const byHash = new Map<string, Use[]>();
  for (const { hash, use, styleId } of found) {
    const style = styles.get(styleId);
    const uses = byHash.get(hash) ?? [];
    byHash.set(hash, uses);
    uses.push(style ? { ...use, style } : use);
  }
  return byHash;
}

/** The badges that apply to the image or to at least one of its uses. */
function badgesOf(size: { width: number; height: number } | undefined, uses: readonly Use[]): Badge[] {
  const holds: Record<Badge, boolean> = {
    missing: !size,
    'over-4096': size !== undefined && Math.max(size.width, size.height) > LARGEST_SIDE,
    locked: uses.some(({ isLocked }) => isLocked),
    style: uses.some(({ style }) => style),
    mixed: uses.some(({ isMixed }) => isMixed),
    instance: uses.some(({ isInInstance }) => isInInstance),
  };
  return (Object.keys(holds) as Badge[]).filter((badge) => holds[badge]);
}

async function namesOfStyles(ids: ReadonlySet<string>): Promise<Map<string, StyleOfUse>> {
  const styles = new Map<string, StyleOfUse>();
  for (const id of ids) {
    const style = id === '' ? null : await figma.getStyleByIdAsync(id);
    if (style) styles.set(id, { id, name: nameOf(style), isRemote: style.remote });
  }
  return styles;
}

/** The size of an image; undefined when Figma no longer has it. */
export async function sizeOf(hash: string): Promise<{ width: number; height: number } | undefined> {
  try {
    return await figma.getImageByHash(hash)?.getSizeAsync();
  } catch {
    return undefined;
  }
}
