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

/** What the set-up of the run has provided; null where these tests are skipped. */
const provided = inject('vscode');

export const supported: boolean = provided !== null;
export const MODES: readonly HostMode[] = ['node', 'web'];

interface Started {
  readonly server: Server;
  readonly browser: Browser;
}

/** A server with the extension installed, and a browser: started when first asked for, ended with the test file. */
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

/** The one window of a VS Code, on one folder, which the tests of a file use one after the other. */
export interface Session {
  readonly mode: HostMode;
  server(): Promise<Server>;
  /** The folder of the window, emptied for a test. Nothing is open, and its settings are these alone. */
  newFolder(settings?: Record<string, unknown>): Promise<string>;
  /**
   * The window, as soon as it shows what is in the folder; of a test that fails a picture is kept. `fresh` loads it anew,
   * so that nothing of the extension has been used before.
   */
  open(how?: { fresh?: boolean }): Promise<Workbench>;
  /** Ends VS Code and starts it again over the same data. */
  restart(): Promise<void>;
}

/** A theme that a test chooses is then that of the folder alone. */
const THEME = { 'workbench.colorTheme': 'Default Light Modern' };

/** `name` is for the files that are kept of the run. */
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
        await closeWindow(); // whatever state it is in
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
      // The title tells when VS Code has read them.
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
  /** A new, empty folder in which a workspace can be made. */
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
      // What the package holds, as VS Code has unpacked it.
      const [unpacked] = readdirSync(server.extensions).filter((each) => each.startsWith(extensionId()));
      const extension = join(server.extensions, unpacked!);
      return runInHost(browser, server, { extension, workspace, files, mode });
    },
  };
}
