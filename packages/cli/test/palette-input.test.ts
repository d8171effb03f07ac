import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPaletteInput } from '../src/palette-input.ts';
import { folderWith, makePipe } from './kcolors.ts';

describe.skipIf(process.platform === 'win32')('a palette that is no file', () => {
  it('is refused without being opened where it may never begin, or never end', async () => {
    const pipe = join(folderWith(), 'pipe');
    makePipe(pipe);
    await expect(readPaletteInput(pipe)).rejects.toThrow('is a pipe, not a regular file');
    await expect(readPaletteInput('/dev/zero')).rejects.toThrow('is a device, not a regular file');
  });
});
