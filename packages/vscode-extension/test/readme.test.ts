import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const readme = read('README.md').replace(/ {2,}/g, ' '); // columns are padded
const prose = readme.replace(/\s+/g, ' ');
const { version, contributes } = JSON.parse(read('package.json'));
const texts: Record<string, string> = JSON.parse(read('package.nls.json'));
const textOf = (key: string): string => texts[key.replaceAll('%', '')]!;

interface Setting {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription: string;
}

/** The table of settings as the manifest has it. */
const rows = Object.entries<Setting>(contributes.configuration.properties).map(([name, setting]) => {
  const choices = setting.enum ? ` ${setting.enum.map((choice) => `\`${choice}\``).join(', ')}` : '';
  const meaning = textOf(setting.markdownDescription).replaceAll('#', '');
  return `| \`${name}\` | ${defaultOf(setting)} | ${meaning}${choices} |`;
});

function defaultOf({ default: value }: Setting): string {
  if (typeof value !== 'object') return `\`${value}\``;
  return Object.keys(value!)
    .map((pattern) => `\`${pattern}\``)
    .join(', ');
}

describe('the page of the extension', () => {
  it('has the settings as they are', () => {
    expect(readme.match(/^\| `kcolors\..*$/gm)).toEqual(rows);
  });

  it('names every command, and every tool of language models', () => {
    for (const { title } of contributes.commands) expect(prose).toContain(textOf(title));
    for (const { toolReferenceName } of contributes.languageModelTools) {
      expect(prose).toContain(`\`#${toolReferenceName}\``);
    }
  });
});

it('the changes begin with this version', () => {
  expect(read('CHANGELOG.md').match(/^## (\S+)/m)?.[1]).toBe(version);
});
