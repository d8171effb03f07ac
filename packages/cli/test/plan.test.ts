import { describe, expect, it } from 'vitest';
import { planOutputs, type Source } from '../src/plan.ts';
import type { Destination, Settings } from '../src/settings.ts';

const source = (path: string, format: Source['format'], relative = path.split('/').pop()!): Source => ({
  name: path,
  path,
  relative,
  realPath: path,
  format,
  pixels: 1,
});
const plan = (sources: Source[], destination: Destination, format: Settings['format'] = 'auto') =>
  planOutputs(sources, destination, format);
const outputOf = (one: Source, destination: Destination, format: Settings['format'] = 'auto') =>
  plan([one], destination, format).plans[0]!.output;

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
    const { plans, skipped } = plan([source('/a/x.png', 'png'), source('/a/x.min.png', 'png')], BESIDE);
    expect(plans.map(({ source }) => source.name)).toEqual(['/a/x.png']);
    expect(skipped.map(({ name }) => name)).toEqual(['/a/x.min.png']);
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
    expect(plans[0]).toMatchObject({ output: '/a/x.png', mayReplace: 'same' });
  });

  it('writes a misnamed file under a name that tells the truth', () => {
    const { plans } = plan([source('/a/x.png', 'jpeg')], IN_PLACE, 'keep');
    expect(plans[0]).toMatchObject({ output: '/a/x.jpg', mayReplace: 'same' });
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
    const { plans, problems } = planOutputs(
      [source('/a/x.jpg', 'jpeg')],
      destination,
      'auto',
      undefined,
      true,
    );
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
    const through = (path: string) => path.replace('/out/', '/in/');
    expect(planOutputs([source('/in/x.png', 'png')], FOLDER, 'auto', through).problems).toHaveLength(1);
  });
});

describe('one file for the result', () => {
  const file = (path: string): Destination => ({ kind: 'file', path });

  it('takes its format from the extension; a conversion is written even if larger', () => {
    const [webp] = plan([source('/a/x.png', 'png')], file('/b/y.webp')).plans;
    expect(webp).toMatchObject({ format: 'webp', output: '/b/y.webp', ifLarger: 'result' });
    const [png] = plan([source('/a/x.png', 'png')], file('/b/y.png')).plans;
    expect(png).toMatchObject({ format: 'png', ifLarger: 'original', keptOutput: '/b/y.png' });
  });

  it('does not become another format than --format keep allows', () => {
    expect(plan([source('/a/x.png', 'png')], file('/b/y.jpg'), 'keep').problems).toHaveLength(1);
  });
});
