import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressImage } from '@kcolors/codecs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Session } from '../harness.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const cli = fileURLToPath(new URL('../../../packages/cli/dist/kcolors.js', import.meta.url));
const settings = { 'kcolors.colors': 32, 'kcolors.dither': 0.75 };
const PICTURES = ['skimage_coffee.png', 'clipart_mug.png', 'skimage_rocket.jpg'];
/** A fixture at reduced size, in its own format. */
const small = (name: string) =>
  sharp(fixture(name)).resize(200).jpeg({ quality: 95, force: false }).toBuffer();

export const sameBytesTests = (vscode: Session) =>
  describe('the same bytes', () => {
    test('come from the extension, the command and the library', async () => {
      const folder = await vscode.newFolder(settings);
      const originals = new Map<string, Buffer>();
      for (const name of PICTURES) originals.set(name, await small(name));
      for (const [name, bytes] of originals) writeFileSync(join(folder, name), bytes);
      const { menu, select, toast } = await vscode.open();
      await menu.choose(await select(PICTURES), ['kcolors', 'Compress']);
      await toast('3 images compressed').waitFor({ timeout: 60_000 });

      const quantize = { maxColors: 32, dither: 0.75, space: 'oklab', objective: 'perceptual' } as const;
      const options = { quantize, format: 'keep' } as const;
      for (const [name, original] of originals) {
        const written = readFileSync(join(folder, name));
        const isJpeg = name.endsWith('.jpg'); // has no number of colors, so set the quality
        const asked = isJpeg ? ({ quality: 'good', format: 'keep' } as const) : options;
        const { bytes } = await compressImage(new Uint8Array(original), asked);
        expect(written.equals(bytes), `${name}, library`).toBe(true);
        if (vscode.mode === 'web') continue; // the command does not depend on the host
        const perceptual = ['--space', 'oklab', '--objective', 'perceptual', '--dither', '0.75'];
        const asks = isJpeg ? ['--quality', 'good'] : ['-c', '32', ...perceptual];
        const args = ['-', ...asks, '--format', 'keep', '--out', '-'];
        const output = execFileSync(process.execPath, [cli, ...args], {
          input: original,
          stdio: ['pipe', 'pipe', 'ignore'],
        });
        expect(written.equals(output), `${name}, command`).toBe(true);
      }
    });

    test.runIf(vscode.mode === 'node')(
      'without settings are those of the smallest file that looks good',
      async () => {
        const folder = await vscode.newFolder();
        const path = join(folder, 'coffee.png');
        const original = await small('skimage_coffee.png');
        writeFileSync(path, original);
        const { menu, row, toast } = await vscode.open();
        await menu.choose(row('coffee.png'), ['kcolors', 'Compress']);
        await toast('1 image compressed').waitFor({ timeout: 60_000 });
        const quantize = { space: 'oklab', objective: 'perceptual' } as const;
        const { bytes, qualityScore } = await compressImage(new Uint8Array(original), {
          quantize,
          quality: 'good',
          format: 'keep',
        });
        expect(qualityScore).toMatchObject({ target: 82 });
        expect(readFileSync(path).equals(bytes)).toBe(true);
      },
    );
  });
