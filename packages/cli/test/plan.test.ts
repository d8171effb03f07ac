import { describe, expect, it } from 'vitest';
import { openPlaces } from '../src/file-identity.ts';
import { insideFolder, planOutput, type Source } from '../src/plan.ts';
import { prepareRun } from '../src/prepare-run.ts';
import { openResultsLog } from '../src/results-log.ts';
import type { Destination, Settings } from '../src/settings.ts';
import { createMemoryFiles, FILE_SYSTEMS } from './memory-files.ts';

const source = (path: string, format: Source['format'], relative = path.split('/').pop()!): Source => ({
  name: path,
  path,
  relative,
  realPath: path,
  format,
  pixels: 1,
});

type FileSystem = keyof typeof FILE_SYSTEMS;

interface PlanOptions {
  readonly links?: Record<string, string>;
  readonly strips?: boolean;
  readonly system?: FileSystem;
}

/** Prepares a run on a file system that has the sources, and links by path. */
function plan(
  sources: Source[],
  destination: Destination,
  format: Settings['format'] = 'auto',
  { links = {}, strips = false, system = 'ordinary' }: PlanOptions = {},
) {
  const files = createMemoryFiles(FILE_SYSTEMS[system]);
  for (const [path, target] of Object.entries(links)) files.addLink(path, target);
  for (const { path } of sources) files.addFile(path!, 'a picture');
  return prepareRun({
    sources: sources.map((each) => ({ ...each, digest: each.name })),
    found: sources.map(({ name, path }) => ({ name, path: path! })),
    reads: [],
    below: [],
    stdin: undefined,
    stdout: undefined,
    report: undefined,
    isNamed: () => false,
    destination,
    format,
    strips,
    places: openPlaces(files.lookup),
    log: openResultsLog(undefined),
  });
}
const outputOf = (one: Source, destination: Destination, format: Settings['format'] = 'auto') =>
  planOutput(one, destination, format).output;

const BESIDE: Destination = { kind: 'beside', suffix: '.min' };
const IN_PLACE: Destination = { kind: 'in-place' };
const FOLDER: Destination = { kind: 'folder', path: '/out', suffix: '' };

describe('outputs beside the original', () => {
  it.each([
    ['/a/photo.png', 'png', 'auto', '/a/photo.min.png'],
    ['/a/photo.PNG', 'png', 'auto', '/a/photo.min.PNG'],
    ['/a/photo.jpg', 'jpeg', 'auto', '/a/photo.min.png'],
    ['/a/photo.jpeg', 'jpeg', 'keep', '/a/photo.min.jpeg'],
    ['/a/photo.bmp', 'bmp', 'auto', '/a/photo.min.png'],
    ['/a/photo.png', 'jpeg', 'keep', '/a/photo.min.jpg'],
    ['/a/photo.png', 'png', 'webp', '/a/photo.min.webp'],
    ['/a.b/photo', 'png', 'auto', '/a.b/photo.min.png'],
    ['/a/photo.v2.png', 'gif', 'auto', '/a/photo.v2.min.gif'],
  ] as const)('%s (%s), format %s: %s', (path, format, wanted, expected) => {
    expect(outputOf(source(path, format), BESIDE, wanted)).toBe(expected);
  });

  it('leaves the results of an earlier run alone when their originals are there', () => {
    const { plans, left } = plan([source('/a/x.png', 'png'), source('/a/x.min.png', 'png')], BESIDE);
    expect(plans.map(({ source }) => source.name)).toEqual(['/a/x.png']);
    expect(left.map(({ source, why }) => [source.name, why])).toEqual([['/a/x.min.png', 'name']]);
    expect(plan([source('/a/x.min.png', 'png')], BESIDE).plans).toHaveLength(1);
  });
});

describe('in place', () => {
  it('replaces a file of the same format, and only that', () => {
    const { plans } = plan([source('/a/x.png', 'png')], IN_PLACE);
    expect(plans[0]).toMatchObject({ output: '/a/x.png', mayReplace: 'input', keptOutput: undefined });
  });

  it('writes another format beside the original', () => {
    const { plans } = plan([source('/a/x.jpg', 'jpeg')], IN_PLACE);
    expect(plans[0]).toMatchObject({ output: '/a/x.png', mayReplace: 'own-result' });
  });

  it('writes a misnamed file under a name that tells the truth', () => {
    const { plans } = plan([source('/a/x.png', 'jpeg')], IN_PLACE, 'keep');
    expect(plans[0]).toMatchObject({ output: '/a/x.jpg', mayReplace: 'own-result' });
    expect(plans[0]!.notes[0]).toContain('is a JPEG');
    // The name lies about the original, and the result would tell the truth under it: still, nothing is lost.
    expect(outputOf(source('/a/x.png', 'jpeg'), IN_PLACE, 'auto')).toBe('/a/x.min.png');
  });

  it('may meet its results of an earlier run, but not two results of one name', () => {
    expect(plan([source('/a/x.jpg', 'jpeg'), source('/a/x.png', 'png')], IN_PLACE).problems).toEqual([]);
    expect(plan([source('/a/x.jpg', 'jpeg'), source('/a/x.bmp', 'bmp')], IN_PLACE).problems).toHaveLength(1);
  });

  it('follows a link to its file', () => {
    const link = { ...source('/a/link.png', 'png'), realPath: '/b/file.png' };
    expect(outputOf(link, IN_PLACE)).toBe('/b/file.png');
  });
});

describe('an original that loses its metadata', () => {
  it.each([
    [BESIDE, '/a/x.min.jpg'],
    [IN_PLACE, '/a/x.jpg'],
    [FOLDER, '/out/x.jpg'],
  ])('%o: %s', (destination, expected) => {
    const { plans, problems } = plan([source('/a/x.jpg', 'jpeg')], destination, 'auto', { strips: true });
    expect([plans[0]!.strippedOutput, problems]).toEqual([expected, []]);
  });

  it('has no place of its own where metadata stay', () => {
    expect(plan([source('/a/x.jpg', 'jpeg')], BESIDE).plans[0]!.strippedOutput).toBeUndefined();
  });
});

describe('a folder for results', () => {
  it('keeps the structure, and has a place for originals that are kept', () => {
    const { plans } = plan([source('/in/sub/x.jpg', 'jpeg', 'sub/x.jpg')], FOLDER);
    expect(plans[0]).toMatchObject({ output: '/out/sub/x.png', keptOutput: '/out/sub/x.jpg' });
  });

  it('finds two inputs with one output, also where one of them may be kept', () => {
    expect(plan([source('/a/x.png', 'png'), source('/b/x.png', 'png')], FOLDER).problems).toEqual([
      '/a/x.png and /b/x.png would both be written to /out/x.png',
    ]);
    expect(plan([source('/a/x.jpg', 'jpeg'), source('/a/x.png', 'png')], FOLDER).problems).toHaveLength(1);
    expect(
      plan([source('/a/x.jpg', 'jpeg'), source('/b/x.jpg', 'jpeg')], FOLDER, 'webp').problems,
    ).toHaveLength(2);
  });

  it('is not the folder of the inputs', () => {
    const { problems } = plan([source('/out/x.png', 'png')], FOLDER);
    expect(problems[0]).toContain('itself: use --in-place');
  });

  it('finds an output that is another input', () => {
    const { problems } = plan(
      [source('/out/x.png', 'png', 'y.png'), source('/out/y.png', 'png', 'z.png')],
      FOLDER,
    );
    expect(problems).toEqual(['/out/x.png would be written over the input /out/y.png']);
  });

  it('sees through links', () => {
    const links = { '/out': '/in' };
    expect(plan([source('/in/x.png', 'png')], FOLDER, 'auto', { links }).problems).toHaveLength(1);
  });

  it.each([
    ['../x.png', 'x.png'],
    ['../../a/../x.png', 'a/x.png'],
    ['sub/x.png', 'sub/x.png'],
    ['..x/y.png', '..x/y.png'],
  ])('holds all results, also of what a pattern found as %s', (relative, below) => {
    expect(insideFolder(relative)).toBe(below);
    expect(outputOf(source('/in/x.png', 'png', relative), FOLDER)).toBe(`/out/${below}`);
  });
});

describe('one file for the result', () => {
  const file = (path: string): Destination => ({ kind: 'file', path });

  it('takes its format from the extension; a conversion is written even if larger', () => {
    const [webp] = plan([source('/a/x.png', 'png')], file('/b/y.webp')).plans;
    expect(webp).toMatchObject({ format: 'webp', output: '/b/y.webp', ifNotSmaller: 'result' });
    const [png] = plan([source('/a/x.png', 'png')], file('/b/y.png')).plans;
    expect(png).toMatchObject({ format: 'png', ifNotSmaller: 'original', keptOutput: '/b/y.png' });
  });

  it('does not become another format than --format keep allows', () => {
    expect(plan([source('/a/x.png', 'png')], file('/b/y.jpg'), 'keep').problems).toHaveLength(1);
  });
});

describe('names that differ by letter case, accents or a link', () => {
  const clash = (system: FileSystem, ...paths: string[]) =>
    plan(
      paths.map((path) => source(path, 'png')),
      FOLDER,
      'auto',
      { system },
    ).problems.length;

  it.each([
    ['/a/X.png', '/b/x.png', [0, 1, 1]],
    ['/a/\u00e9.png', '/b/e\u0301.png', [0, 0, 1]],
    ['/a/\u00c9.png', '/b/e\u0301.png', [0, 0, 1]],
    ['/a/x.png', '/b/y.png', [0, 0, 0]],
  ])('%s and %s are one result only where the file system says so', (one, other, expected) => {
    const systems = Object.keys(FILE_SYSTEMS) as FileSystem[];
    expect(systems.map((system) => clash(system, one, other))).toEqual(expected);
  });

  it('are one input, so that a result under the other name would replace it', () => {
    const file: Destination = { kind: 'file', path: '/a/PHOTO.png' };
    const photo = source('/a/photo.png', 'png');
    expect(plan([photo], file).problems).toEqual([]);
    expect(plan([photo], file, 'auto', { system: 'case-insensitive' }).problems).toHaveLength(1);
    const link: Destination = { kind: 'file', path: '/b/link.png' };
    expect(plan([photo], link, 'auto', { links: { '/b/link.png': '../a/photo.png' } }).problems).toEqual([
      '/a/photo.png would be written over itself: use --in-place, or another --out',
    ]);
  });

  it('give each file once', () => {
    const { plans } = plan([source('/A/x.png', 'png'), source('/a/x.png', 'png')], FOLDER, 'auto', {
      system: 'case-insensitive',
    });
    expect(plans).toHaveLength(1);
  });
});
