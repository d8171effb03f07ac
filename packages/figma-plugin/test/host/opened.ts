import { afterEach } from 'vitest';
import type { DocumentSpec, NodeSpec } from './document-spec.ts';
import type { EngineName } from './engine.ts';
import { type FigmaHost, openFigma } from './figma-host.ts';
import { pngFile } from './files.ts';

const opened: FigmaHost[] = [];
afterEach(() => {
  for (const host of opened.splice(0)) host.dispose();
});

interface Opened {
  readonly figma: FigmaHost;
  /** Two different images of one size, of which the second can take the place of the first. */
  readonly before: string;
  readonly reduced: Uint8Array;
}

/** Figma with one page, of which everything is selected. Closed after the test. */
export async function openPage(
  nodes: (before: string) => readonly NodeSpec[],
  more: Partial<DocumentSpec> | ((before: string) => Partial<DocumentSpec>) = {},
  engine?: EngineName,
): Promise<Opened> {
  const figma = await openFigma(engine);
  opened.push(figma);
  const before = figma.addImage(pngFile(40, 30));
  const children = nodes(before);
  figma.open({
    pages: [{ id: '0:1', name: 'Page 1', children }],
    selection: children.map(({ id }) => id),
    ...(typeof more === 'function' ? more(before) : more),
  });
  figma.start();
  await figma.settle();
  return { figma, before, reduced: pngFile(40, 30, 200) };
}

/** Everything that is done with one image: found, stored, and applied wherever it is used. */
export async function reduce(
  { figma, before, reduced }: Opened,
  {
    placement = 'replace',
    styles = 'update',
    includeLocked = false,
    isShrink = false,
  }: {
    placement?: 'replace' | 'beside' | 'on-top';
    styles?: 'update' | 'detach';
    includeLocked?: boolean;
    isShrink?: boolean;
  } = {},
  kind: 'page' | 'file' = 'page',
) {
  const { images } = await figma.ask({ type: 'scan', scope: { kind } });
  const places = images
    .find(({ hash }) => hash === before)!
    .uses.map(({ nodeId, slot }) => ({ nodeId, slot }));
  const { stored } = await figma.ask({ type: 'store', hash: before, bytes: reduced });
  const changes = [{ from: before, to: stored, places }];
  const applied = await figma.ask({ type: 'apply', changes, placement, styles, includeLocked, isShrink });
  return { applied, after: stored, changes };
}
