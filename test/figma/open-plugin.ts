// The whole plugin: its script in QuickJS, its page in Chromium, and a bridge with the same limits as
// Figma's.
import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { pluginPage } from '../../packages/figma-plugin/test/host/build.ts';
import type { FigmaHost } from '../../packages/figma-plugin/test/host/figma-host.ts';
import type { Packed } from '../../packages/figma-plugin/test/host/wire.ts';
import { POLICIES, type Policy } from './policies.ts';
import { styleOf, type Theme } from './themes.ts';

const ADDRESS = 'https://figma.test/';
const AROUND = { width: 80, height: 80 }; // canvas pixels around the plugin window

export interface OpenPlugin {
  /** The page of Figma. Screenshots of it show the plugin window at its size. */
  readonly page: Page;
  /** The page of the plugin. */
  readonly frame: Frame;
  /** Requested URLs. All requests are blocked. */
  readonly requests: readonly string[];
  /** Errors in the page, and messages that the bridge cannot carry. */
  readonly complaints: readonly string[];
  /** Switches the theme colors of the window, as Figma does while a plugin runs. */
  setTheme(theme: Theme): Promise<void>;
  close(): Promise<void>;
}

interface OpenOptions {
  readonly policy?: Policy;
  readonly theme?: Theme;
  /** Replaces the page of the plugin. */
  readonly html?: string;
}

/** Opens the window of a plugin that `figma` has started. */
export async function openPlugin(
  browser: Browser,
  figma: FigmaHost,
  { policy = 'figma', theme = 'light', html = pluginPage() }: OpenOptions = {},
): Promise<OpenPlugin> {
  const requests: string[] = [];
  const complaints: string[] = [];
  let isClosed = false;

  let lastSize = '';
  const fitWindow = async () => {
    const json = figma.call('window')!;
    if (json === lastSize) return;
    lastSize = json;
    const size = JSON.parse(json) as { width: number; height: number } | null;
    if (size)
      await page.setViewportSize({ width: size.width + AROUND.width, height: size.height + AROUND.height });
    await page.evaluate(`resizeFrame(${json})`);
  };
  const toPage = ({ json, buffers }: Packed) => {
    const encoded = buffers.map((bytes) => Buffer.from(bytes).toString('base64'));
    const call = ([text, all]: [string, string[]]) => (window as unknown as Sending).toPage(text, all);
    // A window that was closed meanwhile gets no more messages or resizes.
    void page
      .evaluate(call, [json, encoded] as [string, string[]])
      .then(fitWindow)
      .catch((error) => {
        if (!isClosed && !page.isClosed()) throw error;
      });
  };
  const { page, giveBack } = await takePage(browser, {
    requests,
    complaints,
    async toMain(json, buffers) {
      figma.receive({ json, buffers: buffers.map((text) => new Uint8Array(Buffer.from(text, 'base64'))) });
      await fitWindow();
    },
    dropped(json) {
      const { clientX, clientY, ...drop } = JSON.parse(json);
      const place = { x: clientX, y: clientY, absoluteX: clientX, absoluteY: clientY };
      figma.call(
        'drop',
        JSON.stringify({ nodeId: figma.call('currentPageId'), files: [], ...place, ...drop }),
      );
    },
  });
  await page.emulateMedia({ colorScheme: theme });

  await page.goto(ADDRESS);
  await page.evaluate(await frameScript());
  figma.onMessage(toPage);
  const options = JSON.stringify({ html, policy: POLICIES[policy], theme, style: styleOf(theme) });
  const [frame] = await Promise.all([
    page.waitForEvent('frameattached'),
    page.evaluate(`openFrame(${options})`),
  ]);
  await fitWindow();
  await frame.waitForLoadState('domcontentloaded').catch((error) => {
    if (!frame.isDetached()) throw error; // an ended plugin has closed its window
  });

  return {
    page,
    frame,
    requests,
    complaints,
    async setTheme(next) {
      await page.emulateMedia({ colorScheme: next });
      await frame.evaluate(
        ([name, style]) => {
          document.documentElement.className = `figma-${name}`;
          document.querySelector('#figma-style')!.textContent = style!;
        },
        [next, styleOf(next)],
      );
    },
    async close() {
      isClosed = true;
      await giveBack();
    },
  };
}

/** Receives the events of the window that is open in a page of Figma. */
interface Listener {
  readonly requests: string[];
  readonly complaints: string[];
  toMain(json: string, buffers: string[]): Promise<void>;
  dropped(json: string): void;
}

/**
 * A page in which plugin windows are opened one after the other. Opening a new page takes longer than most
 * tests.
 */
interface FigmaPage {
  readonly page: Page;
  listener: Listener | undefined;
}

const idle = new WeakMap<Browser, FigmaPage[]>();

async function takePage(browser: Browser, listener: Listener) {
  const pages = idle.get(browser) ?? [];
  idle.set(browser, pages);
  const taken = pages.pop() ?? (await newPage(browser));
  taken.listener = listener;
  const giveBack = async () => {
    taken.listener = undefined;
    await taken.page.goto('about:blank'); // ends all running scripts
    pages.push(taken);
  };
  return { page: taken.page, giveBack };
}

async function newPage(browser: Browser): Promise<FigmaPage> {
  const page = await browser.newPage();
  const one: FigmaPage = { page, listener: undefined };
  const complain = (text: string) => void one.listener?.complaints.push(text);
  page.on('pageerror', (error) => complain(`${error.message}\n${error.stack}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(message.text());
  });
  // All content comes from here, without a server or port. Any other request is recorded and blocked.
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === ADDRESS) return route.fulfill({ contentType: 'text/html', body: FIGMA_PAGE });
    one.listener?.requests.push(url);
    return route.abort();
  });
  await page.exposeFunction('toMain', (json: string, buffers: string[]) =>
    one.listener?.toMain(json, buffers),
  );
  await page.exposeFunction('refused', complain);
  await page.exposeFunction('dropped', (json: string) => one.listener?.dropped(json));
  return one;
}

interface Sending {
  toPage(json: string, buffers: string[]): void;
}

const FIGMA_PAGE =
  '<!doctype html><title>Figma</title><body style="margin: 40px; background: #888888"></body>';

let script: Promise<string> | undefined;
function frameScript(): Promise<string> {
  script ??= build({
    entryPoints: [fileURLToPath(new URL('frame-page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  }).then(({ outputFiles }) => outputFiles[0]!.text);
  return script;
}
