import { describe } from 'vitest';
import { session, supported } from './harness.ts';
import { allTests } from './suites/all.ts';

describe.skipIf(!supported)('in the extension host in Node', () => allTests(session('vscode', 'node')));
