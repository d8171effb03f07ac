import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installPackage, onPath } from '../../packages/ui/test/programs.ts';
import { downloadTo, run } from './download.ts';
import hosts from './hosts.json' with { type: 'json' };

/** A VS Code that is ready to start. */
export interface VscodeHost {
  /** The folder of the VS Code server. */
  readonly root: string;
  /** The Node binary that runs it. */
  readonly node: string;
  /** Version of VS Code. */
  readonly version: string;
  /** False where output channels stay empty, because their native module could not be built. */
  readonly outputChannels: boolean;
}

/** Why VS Code cannot run on this system; undefined where it can. */
export function whyNot(): string | undefined {
  if (process.platform === 'linux') return undefined;
  return `the server of VS Code that these tests run is set up on Linux only, and this is ${process.platform}`;
}

/**
 * The VS Code server from the npm package code-server. Set up once in the user's cache, then reused.
 * `VSCODE_HOST=latest` selects the newest version instead of the oldest supported one.
 * `KCOLORS_VSCODE_HOST_CACHE` sets another cache folder.
 */
export async function vscodeHost(): Promise<VscodeHost> {
  const { VSCODE_HOST: wanted = 'oldest', XDG_CACHE_HOME, KCOLORS_VSCODE_HOST_CACHE } = process.env;
  const host = hosts[wanted as keyof typeof hosts];
  if (!host) throw new Error(`VSCODE_HOST is one of ${Object.keys(hosts).join(', ')}, not ${wanted}.`);
  const cache = KCOLORS_VSCODE_HOST_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'kcolors');
  const folder = join(cache, `vscode-${host.version}`);
  if (!existsSync(folder)) {
    await setUp(host, cache, folder).catch((error: Error) => {
      throw new Error(
        `VS Code ${host.version} could not be set up in ${folder}. That takes the npm registry, once.\n${error.message}`,
      );
    });
  }
  const { outputChannels } = JSON.parse(await readFile(join(folder, 'ready.json'), 'utf8'));
  const bundled = join(folder, 'node/bin/node');
  const node = existsSync(bundled) ? bundled : process.execPath;
  return { root: join(folder, SERVER), node, version: host.version, outputChannels };
}

type Host = (typeof hosts)[keyof typeof hosts];
const SERVER = 'code-server/lib/vscode';

/** Builds in a temporary folder and then moves it, so that the folder is either complete or missing. */
async function setUp(host: Host, cache: string, folder: string): Promise<void> {
  console.error(`Setting up VS Code ${host.version} in ${folder}, once …`);
  await mkdir(cache, { recursive: true });
  await removeLeftovers(cache);
  const building = await mkdtemp(join(cache, `.building-${process.pid}-`));
  try {
    const node = await findNode(host, building);
    // Skip the dependencies: they belong to the login page of code-server, which is not used here.
    await downloadTo(join(building, 'code-server'), host);
    const server = join(building, SERVER);
    // The npm-shrinkwrap.json of VS Code fixes the versions and checksums of its modules.
    await run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: server,
    });
    const outputChannels = await buildNatives(server);
    await linkRipgrep(server);
    await symlink('node_modules', join(server, 'node_modules.asar')).catch(() => {}); // some include it
    await removeSourceMaps(server);
    const version = await run(node, ['out/server-main.js', '--version'], { cwd: server });
    if (!version.startsWith(`${host.version}\n`)) {
      throw new Error(`${host.package} says that it is VS Code ${version.split('\n')[0]}.`);
    }
    await writeFile(join(building, 'ready.json'), JSON.stringify({ outputChannels }));
    await rename(building, folder).catch((error) => {
      if (!existsSync(folder)) throw error; // else another process was faster, with the same result
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** Returns the current Node if its major version fits, else one from npm. */
async function findNode(host: Host, building: string): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === host.node.major) return process.execPath;
  const download = process.arch === 'x64' || process.arch === 'arm64' ? host.node[process.arch] : undefined;
  if (!download) throw new Error(`It needs Node ${host.node.major}, and none is known for ${process.arch}.`);
  await downloadTo(join(building, 'node'), download);
  return join(building, 'node/bin/node');
}

/** Builds the required native modules, where there is a compiler. Returns whether it succeeded. */
async function buildNatives(server: string): Promise<boolean> {
  const watchdogs = ['native-watchdog', '@vscode/native-watchdog'];
  const present = watchdogs.filter((name) => existsSync(join(server, 'node_modules', name)));
  const missing = [['cc', 'gcc'], ['c++', 'g++'], ['make'], ['python3']].filter((names) => !onPath(names));
  try {
    if (missing.length > 0)
      throw new Error(`${missing.map(([, name]) => name ?? 'make').join(', ')} not found`);
    await run('npm', ['rebuild', '--ignore-scripts=false', '@vscode/spdlog', ...present], {
      cwd: server,
      minutes: 3,
      env: { JOBS: '2' },
    });
    return true;
  } catch (error) {
    console.warn(
      `VS Code will run without its native modules, and its output channels stay empty: ${(error as Error).message}`,
    );
    return false;
  }
}

/** Links ripgrep, which file search needs. The package would download it; newer versions include it. */
async function linkRipgrep(server: string): Promise<void> {
  const module = join(server, 'node_modules/@vscode/ripgrep');
  if (!existsSync(module)) return;
  if (!onPath(['rg'])) installPackage('ripgrep');
  const program = onPath(['rg']);
  if (!program) throw new Error('VS Code needs ripgrep: install it, so that rg is on the PATH.');
  await mkdir(join(module, 'bin'), { recursive: true });
  await symlink(program, join(module, 'bin/rg'));
}

async function removeSourceMaps(server: string): Promise<void> {
  const files = await readdir(server, { recursive: true, withFileTypes: true });
  const maps = files.filter((file) => file.isFile() && file.name.endsWith('.map'));
  await Promise.all(maps.map((map) => unlink(join(map.parentPath, map.name))));
}

/** Removes unfinished builds of processes that have ended. */
async function removeLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const [, pid] = /^\.building-(\d+)-/.exec(name) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) await rm(join(cache, name), { recursive: true, force: true });
  }
}
