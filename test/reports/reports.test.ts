import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Cases, REPORTS } from './case.ts';
import { cases as colorTags } from './cases/color-tags.ts';
import { cases as decoders } from './cases/decoders.ts';
import { cases as exactColors } from './cases/exact-colors.ts';
import { cases as hiddenColors } from './cases/hidden-colors.ts';
import { cases as inputFiles } from './cases/input-files.ts';
import { cases as outputNames } from './cases/output-names.ts';
import { cases as packages } from './cases/packages.ts';
import { cases as paletteFiles } from './cases/palette-files.ts';
import { cases as stripping } from './cases/stripping.ts';
import { cases as terminalText } from './cases/terminal-text.ts';
import { cases as vscode } from './cases/vscode.ts';
import { cases as writtenFiles } from './cases/written-files.ts';
import { readRows } from './rows.ts';

const LISTS = ['files.tsv', 'reliability.tsv'];
const CASES: Cases = {
  ...colorTags,
  ...decoders,
  ...exactColors,
  ...hiddenColors,
  ...inputFiles,
  ...outputNames,
  ...packages,
  ...paletteFiles,
  ...stripping,
  ...terminalText,
  ...vscode,
  ...writtenFiles,
};

describe.runIf(Object.keys(CASES).length > 0)('what people reported', () => {
  let passed = 0;
  for (const [id, { title, run }] of Object.entries(CASES)) {
    it(`${id}: ${title}`, async () => {
      await run();
      passed++;
    });
  }
  afterAll(() => console.log(`reports: ${passed} of ${Object.keys(CASES).length} cases pass`));
});

describe.runIf(REPORTS)('the lists of reports', () => {
  it.each(LISTS)('%s: every row that failed has a case', (list) => {
    const open = readRows(resolve(REPORTS!), list).filter(({ isOpen }) => isOpen);
    expect(open.map(({ id }) => id).filter((id) => !(id in CASES))).toEqual([]);
  });
});
