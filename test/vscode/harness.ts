import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, inject, onTestFailed } from 'vitest';
import { launchChromium } from '../../packages/ui/test/chromium.ts';
import { type InHostResult, runInHost } from './in-host.ts';
import { type HostMode, type Server, startServer } from './server.ts';
import { until } from './until.ts';
import { extensionId } from './vsix.ts';
import { openWorkbench, type Workbench } from './workbench.ts';
import { namesIn } from './workspace.ts';

/** The results of the global set-up; null where these tests are skipped. */
const provided = inject('vscode');

export const supported: boolean = provided !== null;
export const MODES: readonly HostMode[] = ['node', 'web'];

interface Started {
  readonly server: Server;
  readonly browser: Browser;
}

/** A server with the extension installed, and a browser. Starts on first use and ends with the test file. */
function start(name: string, mode: HostMode, testsInHost: boolean): () => Promise<Started> {
  let started: Promise<Started> | undefined;
  const begin = async (): Promise<Started> => {
    const options = { ...provided!, extension: extensionId(), mode, testsInHost, name: `${name}-${mode}` };
    const [server, browser] = await Promise.all([startServer(options), launchChromium()]);
    return { server, browser };
  };
  afterAll(async () => {
    const { browser, server } = (await started) ?? {};
    await browser?.close();
    await server?.dispose();
  });
  return () => {
    started ??= begin();
    return started;
  };
}

/** A window of VS Code with one folder, shared by the tests of a file. */
export interface Session {
  readonly mode: HostMode;
  server(): Promise<Server>;
  /** Empties the folder for a test. Closes everything and keeps only the given settings. */
  newFolder(settings?: Record<string, unknown>): Promise<string>;
  /**
   * Opens the window and waits until it shows the files of the folder. Keeps a screenshot if the test fails.
   * `fresh` reloads the window, so that no part of the extension has run before.
   */
  open(how?: { fresh?: boolean }): Promise<Workbench>;
  /** Ends VS Code and starts it again with the same data. */
  restart(): Promise<void>;
}

/** Set in the folder, so that a theme chosen in a test also applies to the folder only. */
const THEME = { 'workbench.colorTheme': 'Default Light Modern' };

/** `name` is used for the files that are kept of the run. */
export function session(name: string, mode: HostMode): Session {
  const started = start(name, mode, false);
  let window: Workbench | undefined;
  let resets = 0;

  const folderOf = ({ folder }: Server) => join(folder, 'workspace');
  async function closeWindow() {
    await window?.close();
    window = undefined;
  }
  return {
    mode,
    server: async () => (await started()).server,
    async newFolder(settings = {}) {
      onTestFailed(async ({ task }) => {
        await window?.screenshot(`failed-${name}-${mode}-${task.name.replace(/\W+/g, '-')}`);
        await closeWindow(); // in whatever state
      });
      const { server } = await started();
      const folder = folderOf(server);
      await window?.clear();
      mkdirSync(join(folder, '.vscode'), { recursive: true });
      for (const name of namesIn(folder)) rmSync(join(folder, name), { recursive: true, force: true });
      const title = `Test ${++resets}`;
      writeFileSync(
        join(folder, '.vscode/settings.json'),
        JSON.stringify({ ...THEME, ...settings, 'window.title': title }),
      );
      // The title shows that VS Code has read the settings.
      await window?.page.waitForFunction((wanted) => document.title === wanted, title);
      return folder;
    },
    async open({ fresh = false } = {}) {
      const { browser, server } = await started();
      const folder = folderOf(server);
      if (!window) window = await openWorkbench(browser, server, folder);
      else if (fresh) await window.reload();
      else await window.refresh();
      const opened = window;
      const names = namesIn(folder).join();
      await until(`the Explorer shows ${names}`, async () => (await opened.names()).sort().join() === names);
      return opened;
    },
    async restart() {
      await closeWindow();
      await (await started()).server.restart();
    },
  };
}

/** A session whose server runs tests inside the extension host. */
export interface InHostSession {
  /** Creates an empty folder for a workspace. */
  newFolder(name: string): Promise<string>;
  run(workspace: string, files: readonly string[]): Promise<InHostResult>;
}

export function inHost(name: string, mode: HostMode): InHostSession {
  const started = start(name, mode, true);
  return {
    async newFolder(folder) {
      const path = join((await started()).server.folder, folder);
      mkdirSync(path);
      return path;
    },
    async run(workspace, files) {
      const { browser, server } = await started();
      // The contents of the package, as unpacked by VS Code.
      const [unpacked] = readdirSync(server.extensions).filter((each) => each.startsWith(extensionId()));
      const extension = join(server.extensions, unpacked!);
      return runInHost(browser, server, { extension, workspace, files, mode });
    },
  };
}
