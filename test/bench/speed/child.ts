import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a module of this folder in a new Node process, which loads only what users load. Parses the JSON that it
 * prints.
 */
export function runChild<T>(name: string, task: object): T {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const output = execFileSync(process.execPath, [path, JSON.stringify(task)], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(output);
}
