import { spawn } from 'node:child_process';
import type { Terminal } from './terminal.ts';

const OPENERS: Record<string, readonly [command: string, ...args: string[]]> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""'],
  linux: ['xdg-open'],
};

/** Opens a page in the browser in an interactive desktop session: not in scripts, CI or SSH sessions. */
export function openInBrowser(path: string, { out }: Terminal): void {
  const opener = OPENERS[process.platform];
  if (!opener || !out.isTTY || !hasDesktop(process.env, process.platform)) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, path], { detached: true, stdio: 'ignore' });
  child.on('error', () => {}); // ignore errors: the path was printed
  child.unref();
}

/** Whether the environment is a desktop session. */
export function hasDesktop(env: Record<string, string | undefined>, platform: string): boolean {
  if (env.CI || env.SSH_CONNECTION || env.SSH_CLIENT || env.SSH_TTY) return false;
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
