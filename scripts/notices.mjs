// Licenses of a package as it is published or bundled: the project's own, and the notices of the third-party packages
// whose code went into its bundles. A build fails when one of them has no license text, or a license we do not accept.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const NOTICES = 'dist/THIRD-PARTY-LICENSES.txt';
const ACCEPTED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Zlib'];
const LICENSE_FILE = /^(licen[cs]e|notice|copying)([.-]|$)/i;
const RULE = `\n${'-'.repeat(80)}\n\n`;
const LICENSE = fileURLToPath(new URL('../LICENSE', import.meta.url));

/**
 * Writes `LICENSE` and, where there is third-party code, `dist/THIRD-PARTY-LICENSES.txt` into the folder of a package.
 * `metafiles` are those of its esbuild builds; `compiledIn` names packages whose code gets in by another way. Files in its
 * folder `notices` are further notices: a heading, an empty line, the text.
 * Returns the text of the notices, '' without third-party code.
 */
export function writeLicenses({ folder = '.', metafiles, compiledIn = [] }) {
  copyFileSync(LICENSE, join(folder, 'LICENSE'));
  const notices = noticesOf(bundledFolders(folder, metafiles, compiledIn), textsIn(join(folder, 'notices')));
  if (notices) {
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, NOTICES), notices);
  }
  return notices;
}

/** Root folders of the packages with bytes in the bundles, without the package itself. */
export function bundledFolders(folder, metafiles, compiledIn = []) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => resolve(folder, path.replace(/^[a-z-]+:/, ''))),
    ),
  );
  const roots = inputs.map(packageRoot).filter((root) => root && root !== resolve(folder));
  return [...new Set([...roots, ...compiledIn.map((name) => installed(folder, name))])].sort();
}

/** The nearest folder above a file whose package.json has a name; undefined for what is in no package. */
function packageRoot(path) {
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    const manifest = join(at, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return at;
  }
  return undefined;
}

function installed(folder, name) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
    if (at === dirname(at)) throw new Error(`The package ${name} is not installed.`);
  }
}

/** The notices of packages, each text once. Packages of this project bring the notices of what they bundle. */
export function noticesOf(folders, texts = []) {
  const headings = new Map(); // text → the files that have it
  const add = (text, heading) => headings.set(text, [...(headings.get(text) ?? []), heading]);
  for (const text of texts) addSection(text, add);
  for (const folder of folders) {
    if (!folder.split(sep).includes('node_modules')) addOwn(folder, add);
    else for (const { heading, text } of licensesIn(folder)) add(text, heading);
  }
  const sections = [...headings].map(([text, names]) => `${[...new Set(names)].join('\n')}\n\n${text}\n`);
  return sections.sort().join(RULE);
}

function addOwn(folder, add) {
  const path = join(folder, NOTICES);
  if (!existsSync(path)) return;
  for (const section of readFileSync(path, 'utf8').split(RULE)) addSection(section, add);
}

function addSection(section, add) {
  const end = section.indexOf('\n\n');
  for (const heading of section.slice(0, end).split('\n')) add(section.slice(end).trim(), heading);
}

const textsIn = (folder) =>
  existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) : [];

/** Whether a license, or all that apply together as in `(MIT AND Zlib)`, are accepted. */
function isAccepted(license) {
  const names = String(license).replace(/^\((.*)\)$/, '$1');
  return names.split(' AND ').every((name) => ACCEPTED.includes(name));
}

function licensesIn(folder) {
  const { name, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!isAccepted(license)) {
    throw new Error(`${name} is bundled: expected a license of ${ACCEPTED.join(', ')} but found ${license}.`);
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENSE_FILE.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).includes('node_modules'))
    .sort();
  if (files.length === 0) throw new Error(`${name} is bundled, but it has no file with its license.`);
  return files.map((file) => ({
    heading: `${name}: ${file.split(sep).join('/')}`,
    text: readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim(),
  }));
}
