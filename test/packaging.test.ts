import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kcolors-packed-'));
const PACKAGES = ['core', 'codecs', 'ui', 'cli'];

/** Lays out what npm would publish as it would install it, away from the checkout. */
beforeAll(() => {
  for (const name of PACKAGES) {
    const at = join(folder, 'node_modules/@kcolors', name);
    mkdirSync(at, { recursive: true });
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
        cwd: join(root, 'packages', name),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        shell: process.platform === 'win32',
      }),
    );
    execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', at, '--strip-components=1']);
    install(Object.keys(JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')).dependencies ?? {}));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Copies dependencies, and theirs, from this checkout. */
function install(names: readonly string[]): void {
  for (const name of names) {
    const target = join(folder, 'node_modules', name);
    if (name.startsWith('@kcolors/') || existsSync(target)) continue;
    const source = join(root, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true });
    install(Object.keys(JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).dependencies ?? {}));
  }
}

const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

test('core and codecs work as they are published', () => {
  const output = node(
    '--input-type=module',
    '-e',
    `import { quantize } from '@kcolors/core';
     import { quantize as quantizeInThread } from '@kcolors/core/parallel';
     import { compressImage } from '@kcolors/codecs';
     import { serveCodecs, startCodecs } from '@kcolors/codecs/worker';
     import { readFileSync } from 'node:fs';
     const data = Uint8Array.of(0, 0, 0, 255, 9, 9, 9, 255, 250, 250, 250, 255);
     const { palette } = quantize({ data, width: 3, height: 1 }, { maxColors: 2 });
     const inThread = await quantizeInThread({ data, width: 3, height: 1 }, { maxColors: 2 });
     const bytes = readFileSync(${JSON.stringify(join(fixtures, 'clipart_mug.png'))});
     const result = await compressImage(bytes, { format: 'webp' });
     const codecs = await startCodecs({ inline: (port) => serveCodecs({}, port) });
     const served = await codecs.compress(bytes, { format: 'webp' });
     console.log(palette.length / 4, inThread.palette.join() === palette.join(), result.format, result.bytes.length < bytes.length,
       served.bytes.join() === result.bytes.join());`,
  );
  expect(output.trim()).toBe('2 true webp true true');
});

test('the command works as it is published', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/@kcolors/cli/package.json'), 'utf8'));
  const command = join(folder, 'node_modules/@kcolors/cli', manifest.bin.kcolors);
  const output = node(
    command,
    join(fixtures, 'skimage_chelsea.png'),
    '--out',
    'cat.png',
    '--report',
    'cat.html',
    '--json',
  );
  expect(JSON.parse(output).files[0]).toMatchObject({ status: 'compressed', format: 'png', colors: 16 });
  expect(readFileSync(join(folder, 'cat.html'), 'utf8')).toContain('data:image/png;base64,');
});

test.each(PACKAGES)('%s holds no sources, tests or build leftovers', (name) => {
  const list = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? list(join(at, entry.name)) : [join(at, entry.name)],
    );
  const files = list(join(folder, 'node_modules/@kcolors', name));
  expect(files.some((file) => file.endsWith('README.md'))).toBe(true);
  expect(files.some((file) => file.endsWith('/LICENSE'))).toBe(true);
  for (const file of files) expect(file).not.toMatch(/\.tsbuildinfo$|\.test\.|(?<!\.d)\.ts$|\/test\//);
});

test.each([
  ['core', ['assemblyscript']],
  ['codecs', ['@jsquash/jpeg', '@jsquash/oxipng', '@jsquash/webp', 'culori', 'fflate', 'gifenc', 'jpeg-js']],
])('%s brings the licenses of the packages that are bundled with it', (name, bundled) => {
  const path = join(folder, 'node_modules/@kcolors', name, 'dist/THIRD-PARTY-LICENSES.txt');
  const notices = readFileSync(path, 'utf8');
  for (const each of bundled) expect(notices).toMatch(new RegExp(`^${each}: .*LICENSE`, 'm'));
});
