import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, inject, onTestFailed } from 'vitest';
import { launchChromium } from '../../packages/ui/test/chromium.ts';
import { type InHostResult, runInHost } from './in-host.ts';
import { type HostMode, type Server, startServer } from './server.ts';
import { extensionId } from './vsix.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

interface SessionOptions {
  readonly settings?: Record<string, unknown>;
  readonly testsInHost?: boolean;
}

/** What the set-up of the run has provided; null where these tests are skipped. */
const provided = inject('vscode');

export const supported: boolean = provided !== null;
export const MODES: readonly HostMode[] = ['node', 'web'];

/** A server with the extension installed, and a browser: started when first asked for, ended with the test file. */
export interface Session {
  server(): Promise<Server>;
  browser(): Promise<Browser>;
  /** A new, empty folder in which a workspace can be made. */
  newFolder(name: string): Promise<string>;
  /** Opens a folder. When the test fails, a picture of the window is kept; it is closed at its end. */
  open(folder: string): Promise<Workbench>;
}

/** A session whose server runs tests inside the extension host. */
export interface InHostSession extends Pick<Session, 'newFolder'> {
  run(workspace: string, files: readonly string[]): Promise<InHostResult>;
}

/** `name` is for the files that are kept of the run. */
export function session(
  name: string,
  mode: HostMode,
  { settings = {}, testsInHost = false }: SessionOptions = {},
): Session {
  let server: Promise<Server> | undefined;
  let browser: Promise<Browser> | undefined;
  let open: Workbench | undefined;
  const startedServer = () => {
    server ??= startServer({
      ...provided!,
      extension: extensionId(),
      mode,
      settings,
      testsInHost,
      name: `${name}-${mode}`,
    });
    return server;
  };
  const startedBrowser = () => {
    browser ??= launchChromium();
    return browser;
  };
  afterAll(async () => {
    await (await browser)?.close();
    await (await server)?.dispose();
  });
  return {
    server: startedServer,
    browser: startedBrowser,
    async newFolder(folder) {
      const path = join((await startedServer()).folder, folder);
      mkdirSync(path);
      return path;
    },
    async open(folder) {
      await open?.close();
      open = await openWorkbench(await startedBrowser(), await startedServer(), folder);
      const opened = open;
      onTestFailed(({ task }) =>
        opened.screenshot(`failed-${name}-${mode}-${task.name.replace(/\W+/g, '-')}`),
      );
      return opened;
    },
  };
}

export function inHost(name: string, mode: HostMode): InHostSession {
  const { server, browser, newFolder } = session(name, mode, { testsInHost: true });
  return {
    newFolder,
    async run(workspace, files) {
      const started = await server();
      // What the package holds, as VS Code has unpacked it.
      const [unpacked] = readdirSync(started.extensions).filter((each) => each.startsWith(extensionId()));
      const extension = join(started.extensions, unpacked!);
      return runInHost(await browser(), started, { extension, workspace, files, mode });
    },
  };
}
