import { holds } from './holds.ts';

it('fails on purpose', () => holds(false, 'as it should'));
