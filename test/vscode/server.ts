import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { artifact } from './artifacts.ts';
import type { VscodeHost } from './host-setup.ts';

/** The extension host to use: in Node, or in a web worker. */
export type HostMode = 'node' | 'web';

export interface ServerOptions {
  readonly host: VscodeHost;
  readonly mode: HostMode;
  /** `publisher.name` of the extension. */
  readonly extension: string;
  /** The package to install; without it, no extension is installed. */
  readonly vsix?: string;
  /**
   * Whether tests run inside the extension host: VS Code then answers its own dialogs. @defaultValue false
   */
  readonly testsInHost?: boolean;
  /** Used in the names of files that are kept of the run. */
  readonly name: string;
}

/** A VS Code server with its own data, extensions and home folder, which it keeps until it is disposed. */
export interface Server {
  /** `localhost:port`: makes the page a secure context, and is the authority of remote URIs. */
  readonly authority: string;
  /** A folder for workspaces, which is removed with the server. */
  readonly folder: string;
  readonly extensions: string;
  /** Ends the processes and starts them again with the same data. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

const QUIET = {
  'chat.disableAIFeatures': true,
  'css.validate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'files.exclude': { '**/.vscode': true },
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'html.validate.scripts': false,
  'html.validate.styles': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export async function startServer(options: ServerOptions): Promise<Server> {
  const { host, mode, extension, vsix, name } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kcolors-vscode-'));
  const data = join(folder, 'data');
  const extensions = join(folder, 'extensions');
  const common = ['--server-data-dir', data, '--extensions-dir', extensions, '--accept-server-license-terms'];
  mkdirSync(join(data, 'data/User'), { recursive: true });
  const settings = { ...QUIET, 'remote.extensionKind': { [extension]: [KIND[mode]] } };
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify(settings, null, 2));
  const main = join(host.root, 'out/server-main.js');
  const env = cleanEnvironment(folder);
  const log = createWriteStream(artifact(`${name}.server.log`));
  try {
    if (vsix) {
      const args = [main, '--install-extension', vsix, '--force', ...common];
      const { stdout, stderr } = await promisify(execFile)(host.node, args, { env, timeout: 60_000 });
      if (!/successfully installed/.test(stdout))
        throw new Error(`${vsix} was not installed:\n${stdout}${stderr}`);
    }
    const port = await freePort();
    const start = () =>
      startProcess(host.node, [main, ...serverArguments(port, options), ...common], port, env, log);
    let end = await start();
    return {
      authority: `localhost:${port}`,
      folder,
      extensions,
      restart: async () => {
        await end();
        end = await start();
      },
      dispose: async () => {
        await end();
        log.end();
        removeFolder(folder);
      },
    };
  } catch (error) {
    log.end();
    removeFolder(folder);
    throw error;
  }
}

const KIND = { node: 'workspace', web: 'web' } satisfies Record<HostMode, string>;

const serverArguments = (port: number, { testsInHost }: ServerOptions) => [
  ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-telemetry'],
  ...(testsInHost ? ['--enable-smoke-test-driver'] : []), // newer versions need it to run tests in the host
];

/**
 * Drops root's permission to write read-only files, so that the server has the permissions of an ordinary
 * person.
 */
function asPerson(): readonly string[] {
  const [command, ...args] = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] as const;
  const isPossible = process.getuid?.() === 0 && spawnSync(command, [...args, 'true']).status === 0;
  return isPossible ? [command, ...args] : [];
}

/** Starts the processes and waits until they answer. Returns a function that ends them. */
async function startProcess(
  node: string,
  args: readonly string[],
  port: number,
  env: NodeJS.ProcessEnv,
  log: NodeJS.WritableStream,
): Promise<() => Promise<void>> {
  // A separate process group, which includes the extension host.
  const [command, ...rest] = [...asPerson(), node, ...args];
  const child = spawn(command!, rest, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const atExit = () => signalGroup(child, 'SIGKILL');
  process.once('exit', atExit);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const end = async () => {
    await endGroup(child);
    process.off('exit', atExit);
  };
  const isListening = new Promise<boolean>((resolve) => {
    child.once('exit', () => resolve(false));
    child.stdout.on('data', (text) => {
      if (String(text).includes(`listening on ${port}`)) resolve(true);
    });
  });
  if (await isListening) return end;
  await end();
  throw new Error(`VS Code did not start; see ${(log as { path?: string }).path}.`);
}

/**
 * Ends the server like a person would, then kills the rest of its group: an extension host may outlive it by
 * seconds.
 */
async function endGroup(child: ChildProcess): Promise<void> {
  const exited = child.exitCode === null && once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  await exited;
  signalGroup(child, 'SIGKILL');
}

/** False when no process of the group is left. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Removes the variables of a VS Code in whose terminal the tests may run, and sets the home folder. */
function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|XDG_|VITEST|NODE_OPTIONS$|NODE_ENV$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), HOME: home };
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
