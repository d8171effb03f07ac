import { join } from 'node:path';
import fc from 'fast-check';
import type { Destination, Settings } from '../src/settings.ts';
import type { Run } from './model-run.ts';

/** A command line in which numbers stand for the paths of entries. */
interface DrawnRun extends Omit<Run, 'args'> {
  readonly args: readonly (string | number)[];
}

const FOLDERS = ['/w', '/w/d', '/w/d/out', '/w/out', '/w/D', '/w/é', '/w/e\u0301'];
const NAMES = [
  'a.png',
  'A.png',
  'a.PNG',
  'a.min.png',
  'A.min.png',
  'a-2.png',
  'a.jpg',
  'a.gif',
  'b.png',
  'é.png',
  'e\u0301.png',
  'É.min.png',
  'index.html',
];
const folder = fc.constantFrom(...FOLDERS);
const path = fc.tuple(folder, fc.constantFrom(...NAMES)).map(([above, name]) => join(above, name));
const content = fc
  .tuple(
    fc.constantFrom('png', 'png', 'jpeg', 'gif', 'bad'),
    fc.constantFrom('sky', 'sea', 'small', '8(sky)', '16(sky)', 'sky+gps', 'small+gps'),
  )
  .map((parts) => parts.join(':'));

const entry = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('file' as const), path, content }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('link' as const), path, target: fc.oneof(path, folder) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hard link' as const), path, target: path }) },
);

const destination: fc.Arbitrary<Destination> = fc.oneof(
  fc.record({ kind: fc.constant('beside' as const), suffix: fc.constantFrom('.min', '-2') }),
  fc.constant<Destination>({ kind: 'in-place' }),
  fc.record({ kind: fc.constant('folder' as const), path: folder, suffix: fc.constantFrom('', '.min') }),
  fc.record({ kind: fc.constant('file' as const), path: path.filter((each) => !each.endsWith('.html')) }),
);

const run: fc.Arbitrary<DrawnRun> = fc
  .record({
    args: fc.array(fc.oneof(folder, path, fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 3 }),
    destination,
    format: fc.constantFrom('auto', 'auto', 'keep', 'gif'),
    colors: fc.constantFrom(8, 16),
    force: fc.constantFrom(false, false, false, true),
    report: fc.constantFrom(undefined, undefined, '/w/index.html', '/w/d/INDEX.html'),
    strips: fc.constantFrom(false, false, true),
    palette: fc.option(path, { nil: undefined, freq: 5 }),
  })
  .map((drawn): DrawnRun => {
    // One file for many images is refused before anything is planned.
    const isOne = drawn.destination.kind === 'file';
    const args = isOne
      ? drawn.args.filter((arg) => typeof arg === 'number' || !FOLDERS.includes(arg)).slice(0, 1)
      : drawn.args;
    return { ...drawn, args, format: isOne ? 'auto' : (drawn.format as Settings['format']) };
  });

/** Entries of a file system, and runs with edits between them. */
export const session = fc.record({
  entries: fc.array(entry, { minLength: 1, maxLength: 8 }),
  runs: fc.array(
    fc.record({
      run,
      edits: fc.array(fc.record({ path, content }), { maxLength: 1 }),
      forgets: fc.constantFrom(false, false, false, true),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  turns: fc.array(fc.nat(4), { minLength: 1, maxLength: 7 }),
});
