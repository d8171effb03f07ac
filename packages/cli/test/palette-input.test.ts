import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPaletteInput } from '../src/palette-input.ts';
import { folderWith } from './kcolors.ts';

describe.skipIf(process.platform === 'win32')('a palette that is no file', () => {
  it('is read no further than a palette file may be long', async () => {
    await expect(readPaletteInput('/dev/zero')).rejects.toThrow(
      /^\/dev\/zero: Expected at most 8 MB but received/,
    );
  });

  it('is refused at once where it may never begin', async () => {
    const pipe = join(folderWith(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(readPaletteInput(pipe)).rejects.toThrow('is a pipe');
  });
});
