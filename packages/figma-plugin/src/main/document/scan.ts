// Finds the images in a scope of the document. Lists each once, by its hash, with all places that use it.
import { LARGEST_SIDE } from '../../shared/protocol.ts';
import type { Badge, ImageEntry, ImageSource, Scope, Use } from '../../shared/values.ts';
import type { Job } from '../bridge/job.ts';
import { recordOf } from '../restore/remember.ts';
import { nameOf } from './name-of.ts';
import { type PaintList, readLists } from './paint-lists.ts';
import { visitScope } from './scope.ts';
import { boxOf, type Size, shownWidth } from './shown-width.ts';
import { boxesOfStyles } from './style-boxes.ts';
import type { Visit } from './walk.ts';

type StyleOfUse = NonNullable<Use['style']>;

interface FoundUse {
  readonly hash: string;
  readonly use: Omit<Use, 'shownWidth'>;
  readonly styleId: string;
  readonly paint: ImagePaint;
  /** The box that the paint covers. */
  readonly box: Size;
}

export async function scan(scope: Scope, job: Job): Promise<{ images: ImageEntry[]; nodes: number }> {
  const found: FoundUse[] = [];
  const nodes = await visitScope(scope, job, (visit) => void found.push(...usesOf(visit)));
  const styleIds = new Set(found.map(({ styleId }) => styleId));
  const styles = await namesOfStyles(styleIds);
  const boxes = await boxesOfStyles(styleIds);
  const images: ImageEntry[] = [];
  for (const [hash, group] of groupByHash(found)) {
    const size = await sizeOf(hash);
    const { width, height } = size ?? { width: 0, height: 0 };
    const uses = group.map((one) => ({
      ...withStyle(one, styles),
      shownWidth: size ? widestOf(one, size, boxes.get(one.styleId)) : 0,
    }));
    const own = { hash, width, height };
    const original = (await sourceOf(uses.map((use) => use.original))) ?? own;
    const unshrunk = (await sourceOf(uses.map((use) => use.unshrunk))) ?? own;
    images.push({ ...own, badges: badgesOf(size, uses), original, unshrunk, uses });
    await job.pause(images.length, 0);
  }
  return { images, nodes };
}

/** The width at which an image is shown in a layer, or in another one of its style. */
const widestOf = ({ box, paint }: FoundUse, image: Size, others: readonly Size[] = []): number =>
  Math.max(...[box, ...others].map((each) => shownWidth(paint, image, each)));

/** The image that all uses have in common, if Figma still has it. */
async function sourceOf(hashes: readonly (string | undefined)[]): Promise<ImageSource | undefined> {
  const [hash, ...others] = new Set(hashes);
  if (hash === undefined || others.length > 0) return undefined;
  const size = await sizeOf(hash);
  return size && { hash, ...size };
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
  return images.map(({ hash, index, paint, address, styleId, isMixed }) => {
    const { from: original, unshrunk } = record.find(({ to }) => to === hash) ?? {};
    const known = {
      ...(original !== undefined && { original }),
      ...(unshrunk !== undefined && { unshrunk }),
    };
    const use = { ...place, slot: { ...address, index } as Use['slot'], isMixed, ...known };
    return { hash, styleId, paint, box: boxOf(node, address.list), use };
  });
}

const imagesOf = ({ paints }: PaintList): { hash: string; index: number; paint: ImagePaint }[] =>
  paints.flatMap((paint, index) =>
    paint.type === 'IMAGE' && paint.imageHash ? [{ hash: paint.imageHash, index, paint }] : [],
  );

function groupByHash(found: readonly FoundUse[]): Map<string, FoundUse[]> {
  const byHash = new Map<string, FoundUse[]>();
  for (const one of found) {
    const group = byHash.get(one.hash) ?? [];
    byHash.set(one.hash, group);
    group.push(one);
  }
  return byHash;
}

function withStyle({ use, styleId }: FoundUse, styles: ReadonlyMap<string, StyleOfUse>): FoundUse['use'] {
  const style = styles.get(styleId);
  return style ? { ...use, style } : use;
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
export async function sizeOf(hash: string): Promise<Size | undefined> {
  try {
    return await figma.getImageByHash(hash)?.getSizeAsync();
  } catch {
    return undefined;
  }
}
