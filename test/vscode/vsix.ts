import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const extension = join(root, 'packages/vscode-extension');

/** `publisher.name`, the id of the extension in VS Code. */
export function extensionId(): string {
  const { publisher, name } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  return `${publisher}.${name}`;
}

/** Packages the built extension as for publishing. */
export function packExtension(vsix: string): void {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', vsix];
  execFileSync(process.execPath, args, { cwd: extension, stdio: ['ignore', 'ignore', 'inherit'] });
}
