import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FileReport } from '../outcome.ts';
import { writeAtomic } from '../write-atomic.ts';
import { htmlReport } from './html.ts';

/** Writes the report page. Its script and style are built beside this program. */
export async function writeHtmlReport(path: string, reports: readonly FileReport[]): Promise<void> {
  const part = async (name: string) => (await readFile(new URL(name, import.meta.url), 'utf8')).trim();
  const [script, css] = await Promise.all([part('./report.js'), part('./report.css')]);
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  await writeAtomic(path, Buffer.from(htmlReport(reports, { script, css, hash })));
}
