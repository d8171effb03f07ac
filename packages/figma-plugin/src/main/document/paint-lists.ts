// A node has several paint lists: fills, strokes, ranges of its text, and regions of its vector network.
// Figma reads and writes each kind differently. The rest of the plugin uses the one interface below.
import type { Slot, SlotList } from '../../shared/values.ts';

type Distribute<One> = One extends unknown ? Omit<One, 'index'> : never;
/** The address of a paint list within its node. */
export type ListAddress = Distribute<Slot>;

export interface PaintList {
  readonly address: ListAddress;
  readonly paints: readonly Paint[];
  /** The style of the list; '' when the list has none. */
  readonly styleId: string;
  /** Whether other ranges or regions of the node have other paints. */
  readonly isMixed: boolean;
}

interface ListKind {
  /** All lists of this kind. */
  read(node: SceneNode): PaintList[];
  /** The current list at an address, if there is one. */
  find(node: SceneNode, address: ListAddress): PaintList | undefined;
  write(node: SceneNode, address: ListAddress, paints: readonly Paint[]): Promise<void>;
  setStyle(node: SceneNode, address: ListAddress, styleId: string): Promise<void>;
}

type Address<List extends SlotList> = Extract<ListAddress, { list: List }>;

const idOf = (styleId: unknown): string => (typeof styleId === 'string' ? styleId : '');

/** Figma sets pattern paints only asynchronously, since it must load the node that they repeat. */
const hasPattern = (paints: readonly Paint[]): boolean => paints.some(({ type }) => type === 'PATTERN');

const fills: ListKind = {
  read(node) {
    if (!('fills' in node) || !Array.isArray(node.fills)) return []; // no fills, or mixed ones
    const styleId = idOf((node as MinimalFillsMixin).fillStyleId);
    return [{ address: { list: 'fills' }, paints: node.fills, styleId, isMixed: false }];
  },
  find: (node) => fills.read(node)[0],
  async write(node, _, paints) {
    const target = node as RectangleNode;
    if (hasPattern(paints)) await target.setFillsAsync(paints);
    else target.fills = paints;
  },
  setStyle: (node, _, styleId) => (node as RectangleNode).setFillStyleIdAsync(styleId),
};

const strokes: ListKind = {
  read(node) {
    if (!('strokes' in node) || !Array.isArray(node.strokes)) return [];
    const styleId = idOf((node as MinimalStrokesMixin).strokeStyleId);
    return [{ address: { list: 'strokes' }, paints: node.strokes, styleId, isMixed: false }];
  },
  find: (node) => strokes.read(node)[0],
  async write(node, _, paints) {
    const target = node as RectangleNode;
    if (hasPattern(paints)) await target.setStrokesAsync(paints);
    else target.strokes = paints;
  },
  setStyle: (node, _, styleId) => (node as RectangleNode).setStrokeStyleIdAsync(styleId),
};

const text: ListKind = {
  read(node) {
    if (node.type !== 'TEXT' || node.fills !== figma.mixed) return []; // uniform text has plain fills
    return node
      .getStyledTextSegments(['fills', 'fillStyleId'])
      .map(({ start, end, fills: paints, fillStyleId }) => ({
        address: { list: 'text' as const, start, end },
        paints,
        styleId: idOf(fillStyleId),
        isMixed: true,
      }));
  },
  find(node, address) {
    const { start, end } = address as Address<'text'>;
    if (node.type !== 'TEXT' || start >= end || end > node.characters.length) return undefined;
    const paints = node.getRangeFills(start, end);
    if (!Array.isArray(paints)) return undefined; // mixed: part of the range has changed since
    return { address, paints, styleId: idOf(node.getRangeFillStyleId(start, end)), isMixed: true };
  },
  async write(node, address, paints) {
    const { start, end } = address as Address<'text'>;
    (node as TextNode).setRangeFills(start, end, [...paints]);
  },
  setStyle(node, address, styleId) {
    const { start, end } = address as Address<'text'>;
    return (node as TextNode).setRangeFillStyleIdAsync(start, end, styleId);
  },
};

const region: ListKind = {
  read(node) {
    if (node.type !== 'VECTOR') return [];
    // If all regions have the fills of the node, list those once, as its fills.
    const own = Array.isArray(node.fills) ? hashesOf(node.fills) : [];
    return (node.vectorNetwork.regions ?? [])
      .map(({ fills: paints = [], fillStyleId }, index) => ({
        address: { list: 'region' as const, region: index },
        paints,
        styleId: idOf(fillStyleId),
        isMixed: true,
      }))
      .filter(({ paints }) => hashesOf(paints).some((hash) => !own.includes(hash)));
  },
  find(node, address) {
    if (node.type !== 'VECTOR') return undefined;
    const found = node.vectorNetwork.regions?.[(address as Address<'region'>).region];
    return found && { address, paints: found.fills ?? [], styleId: idOf(found.fillStyleId), isMixed: true };
  },
  write: (node, address, paints) => changeRegion(node, address, { fills: paints }),
  setStyle: (node, address, fillStyleId) => changeRegion(node, address, { fillStyleId }),
};

function changeRegion(node: SceneNode, address: ListAddress, change: Partial<VectorRegion>): Promise<void> {
  const vector = node as VectorNode;
  const network = vector.vectorNetwork;
  const chosen = (address as Address<'region'>).region;
  const regions = (network.regions ?? []).map((one, index) =>
    index === chosen ? { ...one, ...change } : one,
  );
  return vector.setVectorNetworkAsync({ ...network, regions });
}

const KINDS: Record<SlotList, ListKind> = { fills, strokes, text, region };

export const readLists = (node: SceneNode): PaintList[] =>
  [fills, strokes, text, region].flatMap((kind) => kind.read(node));

export const findList = (node: SceneNode, address: ListAddress): PaintList | undefined =>
  KINDS[address.list].find(node, address);

/** Replaces all paints of a list. */
export const writeList = (node: SceneNode, address: ListAddress, paints: readonly Paint[]): Promise<void> =>
  KINDS[address.list].write(node, address, paints);

/** Links a list to a style; '' detaches its style. */
export const setListStyle = (node: SceneNode, address: ListAddress, styleId: string): Promise<void> =>
  KINDS[address.list].setStyle(node, address, styleId);

/** The hashes of the images among the paints, in order. */
export const hashesOf = (paints: readonly Paint[]): string[] =>
  paints.flatMap((paint) => (paint.type === 'IMAGE' && paint.imageHash ? [paint.imageHash] : []));
