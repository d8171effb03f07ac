import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { folderWith, kcolors } from '../../../packages/cli/test/kcolors.ts';
import { rimLosses } from '../../../packages/codecs/test/helpers/rims.ts';
import { type Cases, inputFile } from '../case.ts';

async function decode(file: string | Buffer) {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Same picture, with another color under full transparency. */
async function withHidden(
  file: string,
  [red, green, blue]: readonly [number, number, number],
): Promise<Buffer> {
  const { data, ...size } = await decode(file);
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 0) data.set([red, green, blue], at);
  return sharp(data, { raw: { ...size, channels: 4 } })
    .png()
    .toBuffer();
}

/** PLTE of a PNG, as `rrggbb`. */
function paletteOf(file: string): string[] {
  const bytes = readFileSync(file);
  const at = bytes.indexOf('PLTE', 8, 'latin1');
  return bytes.toString('hex', at + 4, at + 4 + bytes.readUInt32BE(at - 4)).match(/.{6}/g) ?? [];
}

export const cases: Cases = {
  F06: {
    title: 'colors under full transparency turn black, and rims dark',
    run: async () => {
      const white = inputFile('files/white-under-alpha0-becomes-black.png');
      const cwd = folderWith({ 'white.png': white });
      writeFileSync(join(cwd, 'magenta.png'), await withHidden(white, [255, 0, 255]));
      for (const options of [[], ['--quality', 'good']]) {
        const { code } = await kcolors(['white.png', 'magenta.png', ...options, '-o', 'out/'], { cwd });
        expect(code).toBe(0);
        for (const name of ['white.png', 'magenta.png']) {
          const losses = rimLosses(await decode(join(cwd, name)), await decode(join(cwd, 'out', name)));
          expect(losses.length).toBeGreaterThan(0);
          expect(losses.filter((loss) => loss > 40)).toEqual([]);
        }
      }
    },
  },
  F13: {
    title: 'the order of an indexed image is lost without a word',
    run: async () => {
      const name = 'indexed.png';
      const cwd = folderWith({ [name]: inputFile('files/indexed-order-and-twins-lost.png') });
      const before = paletteOf(join(cwd, name));
      const plain = await kcolors([name, '-c', '256', '-o', 'plain.png'], { cwd });
      expect(plain.out).toMatch(/palette was reordered; duplicate or unused colors dropped: 4/);
      const kept = await kcolors([name, '-c', '256', '--keep-palette-order', '-o', 'kept.png'], { cwd });
      expect([kept.code, paletteOf(join(cwd, 'kept.png'))]).toEqual([0, before]);

      // One palette for two sheets: a color for each of their pixels, and some that neither has.
      writeFileSync(join(cwd, 'one.hex'), before.join('\n'));
      writeFileSync(
        join(cwd, 'other.png'),
        await sharp(join(cwd, name)).extract({ left: 0, top: 0, width: 8, height: 8 }).png().toBuffer(),
      );
      const apply = ['apply', 'one.hex', name, 'other.png', '--keep-palette-order', '-o', 'sheets/'];
      expect((await kcolors(apply, { cwd })).code).toBe(0);
      const [one, other] = [name, 'other.png'].map((each) => paletteOf(join(cwd, 'sheets', each)));
      expect(one).toEqual(before);
      expect(other).toEqual(before);
    },
  },
};
