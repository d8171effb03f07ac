// Tests with the gallery open in the plugin, and queries on its document and images.
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Snapshot } from '../../packages/figma-plugin/test/host/document-spec.ts';
import type { FigmaHost } from '../../packages/figma-plugin/test/host/figma-host.ts';
import { launchChromium } from '../../packages/ui/test/chromium.ts';
import { type GalleryFile, openGalleryFile } from './gallery-file.ts';
import { type OpenPlugin, openPlugin } from './open-plugin.ts';
import type { Policy } from './policies.ts';
import type { Theme } from './themes.ts';

type Opened = GalleryFile & OpenPlugin;
type Paint = Record<string, unknown>;

interface How {
  readonly policy?: Policy;
  readonly theme?: Theme;
  readonly command?: string;
  readonly parameters?: Record<string, string>;
}

export interface GalleryTests {
  /** Opens the gallery with some of its layers selected, and the window of the plugin. */
  (selection: readonly string[], how?: How): Promise<Opened>;
  /** Opens the window of a plugin that was started with another document. */
  window(figma: FigmaHost): Promise<OpenPlugin>;
}

/** Call once per test file. Each test opens its own documents, which are closed after it. */
export function galleryTests(): GalleryTests {
  let browser: Browser;
  const open: { close?(): Promise<void>; dispose?(): void }[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await (one.close?.() ?? one.dispose?.());
  });
  afterAll(() => browser?.close());

  const window = async (figma: FigmaHost, { policy = 'figma', theme = 'light' }: How = {}) => {
    open.push(figma);
    const plugin = await openPlugin(browser, figma, { policy, theme });
    open.push(plugin);
    return plugin;
  };
  const openWith = async (selection: readonly string[], { policy, theme, ...start }: How = {}) => {
    const file = await openGalleryFile(selection, start);
    const plugin = await window(file.figma, { ...(policy && { policy }), ...(theme && { theme }) });
    return { ...file, ...plugin };
  };
  return Object.assign(openWith, { window });
}

export const fillsOf = (snapshot: Snapshot, id: string) => snapshot.nodes[id]!.fills as readonly Paint[];
export const hashOf = (paint: Paint | undefined) => paint!.imageHash as string;

/** The bytes of an image in the document. */
export async function bytesOf({ figma }: { readonly figma: FigmaHost }, hash: string): Promise<Uint8Array> {
  return figma.readImage(hash);
}

/** RGBA pixels, decoded with a library other than our codecs. */
export async function pixelsOf(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await sharp(bytes).ensureAlpha().raw().toBuffer());
}

/** The distinct colors among pixels, as `rrggbbaa`. All fully transparent pixels count as one color. */
export function colorsOf(pixels: Uint8Array): Set<string> {
  const colors = new Set<string>();
  for (let i = 0; i < pixels.length; i += 4)
    colors.add(pixels[i + 3] === 0 ? 'clear' : Buffer.from(pixels.subarray(i, i + 4)).toString('hex'));
  return colors;
}
