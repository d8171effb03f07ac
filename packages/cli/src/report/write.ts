import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Access } from '../attributes.ts';
import type { FileReport } from '../outcome.ts';
import { UsageError } from '../settings.ts';
import { type FileState, readState, writeAtomic } from '../write-atomic.ts';
import { htmlReport } from './html.ts';

/**
 * Writes the report page. The build places its script and style beside this program.
 * @param access maximum access to the page
 */
export async function writeHtmlReport(
  path: string,
  reports: readonly FileReport[],
  force: boolean,
  access: Access | undefined,
): Promise<void> {
  const part = async (name: string) => (await readFile(new URL(name, import.meta.url), 'utf8')).trim();
  const [script, css] = await Promise.all([part('./report.js'), part('./report.css')]);
  const page = htmlReport(reports, { script, css, hash });
  const expected = await checkReportPlace(path, force);
  await writeAtomic(path, Buffer.from(`${page}${sealOf(page)}`), { expected, original: access });
}

/**
 * Checks that a report may be written. Only an unmodified report may be replaced, unless `force` is set.
 * @returns the state of the existing file, or `'nothing'`.
 * @throws UsageError
 */
export async function checkReportPlace(path: string, force: boolean): Promise<FileState | 'nothing'> {
  const state = await readState(path);
  if (!state || force) return state ?? 'nothing';
  const text = await readFile(path, 'utf8');
  const page = text.slice(0, text.lastIndexOf(SEAL));
  if (text === `${page}${sealOf(page)}`) return state;
  throw new UsageError(
    `${path} exists and is not an unchanged report of kcolors: not replaced; --force replaces it`,
  );
}

const SEAL = '<!-- kcolors report ';

/** Returns a last line with the digest of the page, which reveals whether someone modified the report. */
const sealOf = (page: string) => `${SEAL}${hash(page)} -->\n`;

const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
