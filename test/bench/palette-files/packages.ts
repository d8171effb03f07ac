import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Public packages with style sheets, tokens and color modules, at fixed versions. */
export const PACKAGES: readonly string[] = [
  'tailwindcss@4.1.0',
  'tailwindcss@3.4.17',
  '@primer/primitives@10.4.0',
  '@carbon/colors@11.29.0',
  '@shopify/polaris-tokens@9.4.2',
  'open-props@1.7.14',
  '@picocss/pico@2.0.6',
  'animate.css@4.1.1',
  'bootstrap@5.3.3',
  '@mui/material@6.4.0',
  '@spectrum-css/tokens@16.0.2',
  '@radix-ui/colors@3.0.0',
  '@catppuccin/palette@1.7.1',
  'bulma@1.0.3',
  '@adobe/spectrum-tokens@15.4.1',
  'flat-color-icons@1.1.0',
  'daisyui@4.12.23',
  'open-color@1.9.1',
  'nord@0.2.1',
];

/** Real file of a package. */
export interface RealFile {
  /** Path with the package. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const MAX_FILES = 40; // per package
const MAX_BYTES = 1_500_000;
const KINDS = /\.(?:css|scss|less|json|svg)$|(?:colou?rs?|themes?|palettes?|tokens?)[\w/-]*\.js$/i;
const OTHER = /package\.json$|tsconfig|\.min\.css$|\.map$|\/(?:esm|node|modern|umd|test|docs)\//i;

/** Downloads a package into a folder, once, and returns its files that may have colors. */
export function filesOf(spec: string, folder: string): readonly RealFile[] {
  const place = join(folder, spec.replace(/[@/]/g, '_'));
  if (!existsSync(join(place, 'package'))) {
    mkdirSync(place, { recursive: true });
    const packed = execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', place], {
      encoding: 'utf8',
    });
    execFileSync('tar', ['-xzf', join(place, packed.trim().split('\n').at(-1)!), '-C', place]);
  }
  const root = join(place, readdirSync(place).find((name) => statSync(join(place, name)).isDirectory())!);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  const wanted = paths.filter((path) => KINDS.test(path) && !OTHER.test(`/${path}`));
  const step = Math.max(1, Math.floor(wanted.length / MAX_FILES)); // spread over the package
  const files: RealFile[] = [];
  for (let i = 0; i < wanted.length && files.length < MAX_FILES; i += step) {
    const path = join(root, wanted[i]!);
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > MAX_BYTES) continue;
    files.push({ name: `${spec}/${wanted[i]}`, path, text: readFileSync(path, 'utf8') });
  }
  return files;
}
