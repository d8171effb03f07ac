import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import type { HostMode, Server } from './server.ts';

/** The outcome of tests that ran inside the extension host. */
export interface InHostResult {
  readonly passed: boolean;
  /** One line per test, and the log output of the tests and the extension. */
  readonly log: string;
}

/**
 * Bundles mocha and test files into one script that both extension hosts can load.
 * Only `vscode` stays external: the web worker host loads a single file.
 */
async function bundleTests(files: readonly string[], outfile: string): Promise<void> {
  const mocha = createRequire(import.meta.url).resolve('mocha/mocha.js'); // the build for browsers
  const entry = `
    require(${JSON.stringify(mocha)});
    // The run of that build wants a page with an address; this is the one below it.
    const run = (done) => Object.getPrototypeOf(mocha).run.call(mocha, done);
    mocha.setup({ ui: 'bdd', reporter: function () {}, timeout: 60000 });
    ${files.map((file) => `require(${JSON.stringify(file)});`).join('\n')}
    exports.run = () => new Promise((resolve, reject) => {
      let passed = 0;
      const runner = run((failed) => {
        console.log(passed + ' passed, ' + failed + ' failed');
        if (failed || !passed) reject(new Error(failed + ' failed')); else resolve();
      });
      runner.on('pass', (test) => { passed++; console.log('PASS ' + test.fullTitle() + ' ' + test.duration + ' ms'); });
      runner.on('fail', (test, error) => console.log('FAIL ' + test.fullTitle() + ': ' + (error.stack || error)));
    });`;
  await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    logLevel: 'error',
  });
}

/**
 * Runs test files inside the extension host, with the folder of an unpacked extension.
 * VS Code runs the tests in the host of the extension whose folder contains them. The server must be one for
 * tests in the host.
 */
export async function runInHost(
  browser: Browser,
  server: Server,
  { extension, workspace, files, mode }: InHostRun,
): Promise<InHostResult> {
  const folder = join(extension, 'tests-in-host');
  mkdirSync(folder, { recursive: true });
  await bundleTests(files, join(folder, 'index.js'));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const log: string[] = [];
    const ended = new Promise<number>((resolve) => page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      log.push(/^(log|info)$/.test(type) ? args.join(' ') : `${type}: ${args.join(' ')}`);
    });
    const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(join(folder, 'index'))],
      ['skipWelcome', 'true'],
    ];
    const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
    await page.goto(`http://${server.authority}/?${query}`);
    const code = await Promise.race([ended, page.waitForTimeout(PATIENCE).then(() => undefined)]);
    if (code === undefined)
      log.push(`No result of the tests in the host (${mode}) within ${PATIENCE / 1000} s.`);
    return { passed: code === 0, log: log.join('\n') };
  } finally {
    await context.close();
  }
}

export interface InHostRun {
  readonly mode: HostMode;
  /** The folder of the extension. */
  readonly extension: string;
  readonly workspace: string;
  /** Test files for mocha, which may import `vscode`. */
  readonly files: readonly string[];
}

const PATIENCE = 90_000;
