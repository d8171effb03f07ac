import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One complaint as a test: it fails on the program that the complaint is about. */
interface Case {
  /** The complaint, in one sentence. */
  readonly title: string;
  readonly run: () => void | Promise<void>;
}

/** Cases by the id of their row in a list of reports. */
export type Cases = Readonly<Record<string, Case>>;

/** Folder with the lists of reports and their inputs; without it the inputs of this folder are used. */
export const REPORTS = process.env.KCOLORS_REPORTS;

/** Path of an input, such as `files/photo-named.jfif`: that of `KCOLORS_REPORTS` if it is there, else the committed one. */
export function inputFile(name: string): string {
  const given = REPORTS && join(REPORTS, name);
  return given && existsSync(given) ? given : fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}
