import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type VscodeHost, vscodeHost, whyNot } from './host-setup.ts';
import { packExtension } from './vsix.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The VS Code of these tests and the packaged extension; null where VS Code cannot run. */
    vscode: { readonly host: VscodeHost; readonly vsix: string } | null;
  }
}

/** Runs once per test run: sets up VS Code and packages the extension. */
export async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const reason = whyNot();
  if (reason) {
    console.warn(`\nThe tests in VS Code are skipped: ${reason}.\n`);
    project.provide('vscode', null);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'kcolors-vsix-'));
  const host = await vscodeHost();
  const vsix = join(folder, 'kcolors.vsix');
  packExtension(vsix);
  project.provide('vscode', { host, vsix });
  return () => rmSync(folder, { recursive: true, force: true });
}
