import { describe } from 'vitest';
import { session, supported } from './harness.ts';
import { allTests } from './suites/all.ts';

describe.skipIf(!supported)('in the extension host in a web worker', () =>
  allTests(session('vscode', 'web')),
);
