import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A package of the npm registry in a fixed version. */
export interface Download {
  /** `name@version`. */
  readonly package: string;
  /** SHA-512 of the archive, in base64. */
  readonly sha512: string;
}

/** Runs a set-up command. On failure, the error contains the end of its output. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, minutes = 10, env = {} }: { cwd: string; minutes?: number; env?: Record<string, string> },
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd,
      timeout: minutes * 60_000,
      maxBuffer: 2 ** 26,
      env: { ...process.env, ...env },
    });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}${stderr}`.trim().split('\n').slice(-12).join('\n');
    throw new Error(`${command} ${args.join(' ')} failed:\n${said || (error as Error).message}`);
  }
}

/** Downloads a package without its dependencies, verifies it and unpacks it into a new folder. */
export async function downloadTo(folder: string, download: Download): Promise<void> {
  const scratch = await mkdtemp(`${folder}-`);
  try {
    await run('npm', ['pack', download.package, '--pack-destination', scratch, '--loglevel=error'], {
      cwd: scratch,
    });
    const archive = join(scratch, `${download.package.replace('@', '-')}.tgz`);
    const sha512 = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (sha512 !== download.sha512) {
      throw new Error(`${download.package} is not the file that it should be: its SHA-512 is ${sha512}.`);
    }
    await mkdir(folder);
    await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1'], { cwd: scratch });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
