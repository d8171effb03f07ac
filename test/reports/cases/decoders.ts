import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { expect } from 'vitest';
import { folderWith, kcolors, PICTURES } from '../../../packages/cli/test/kcolors.ts';
import {
  decodeWithSharp,
  largestDifference,
} from '../../../packages/codecs/test/helpers/independent-decoders.ts';
import { writeTestGif } from '../../../packages/codecs/test/helpers/write-test-gif.ts';
import { chunk, writeTestPng } from '../../../packages/codecs/test/helpers/write-test-png.ts';
import { type Cases, inputFile } from '../case.ts';

const PROGRAM = fileURLToPath(new URL('../../../packages/cli/dist/kcolors.js', import.meta.url));
const MEGABYTE = 2 ** 20;

/** Runs the program and gives, beside its outcome, the seconds of all its threads and the most memory that it had. */
async function measured(args: readonly string[], cwd: string) {
  const tell =
    'process.on("exit",()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();' +
    'process._rawDebug("used",(u+s)/1e6,m*1024)})';
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` };
  const { code, err } = await kcolors(args, { cwd, env });
  const [, seconds, bytes] = err.match(/used ([\d.]+) (\d+)\s*$/) ?? [];
  return { code, err, seconds: Number(seconds), bytes: Number(bytes) };
}

/** A PNG of one color with as many rows as columns, of one bit a pixel. */
function onePixelDeep(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 9 });
  return png(chunk('IHDR', header), chunk('IDAT', rows));
}

function png(...chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, chunk('IEND', Buffer.of())]);
}

const picture = (data?: (stream: Buffer) => Buffer) =>
  writeTestPng({
    width: 40,
    height: 40,
    colorType: 2,
    bitDepth: 8,
    sample: (x, y, channel) => (Math.imul(x * 7 + y * 131 + channel, 2654435761) >>> 24) & 255,
    ...(data && { data }),
  });

export const cases: Cases = {
  F08: {
    title: 'a PNG with a byte after its compressed data is refused',
    run: async () => {
      const cwd = folderWith();
      const input = inputFile('files/one-byte-after-zlib-refused.png');
      const { code, err } = await kcolors([input, '-c', '256', '--dither', '0', '--out', 'o.png'], { cwd });
      expect([code, err]).toEqual([0, '']);
      const [before, after] = await Promise.all(
        [input, join(cwd, 'o.png')].map((path) => decodeWithSharp(readFileSync(path))),
      );
      expect([after!.width, after!.height]).toEqual([before!.width, before!.height]);
      const json = await kcolors([input, '--json', '--out', 'p.png', '--effort', 'fast'], { cwd });
      expect(json.out).toContain('Bytes after the end of the image data were ignored.');
    },
  },
  R04: {
    title: 'a GIF whose first frame is larger than its screen is cropped',
    run: async () => {
      const cwd = folderWith();
      const input = inputFile('reliability/gif-screen-smaller-than-frame.gif');
      writeFileSync(join(cwd, 's.gif'), readFileSync(input)); // not its mode
      const { code, out } = await kcolors(['s.gif', '--in-place', '--json'], { cwd });
      expect(code).toBe(0);
      const { width, height } = await decodeWithSharp(readFileSync(join(cwd, 's.gif')));
      expect([width, height]).toEqual([128, 128]);
      expect(JSON.parse(out).files[0]).toMatchObject({ width: 128, height: 128 });
    },
  },
  R13: {
    title: 'a PNG whose image data is in chunks of a byte takes 20 times as long',
    run: async () => {
      const cwd = folderWith();
      const row = (y: number) =>
        Buffer.from(Array.from({ length: 781 }, (_, i) => (i ? (i * y * 97) & 255 : 0)));
      const rows = Buffer.concat(Array.from({ length: 260 }, (_, y) => row(y)));
      const header = Buffer.from([0, 0, 1, 4, 0, 0, 1, 4, 8, 2, 0, 0, 0]);
      const bytes = Array.from(deflateSync(rows, { level: 0 }), (byte) => chunk('IDAT', Buffer.of(byte)));
      writeFileSync(join(cwd, 'idat1.png'), png(chunk('IHDR', header), Buffer.concat(bytes)));
      const { code, seconds } = await measured(
        ['idat1.png', '-c', '2', '--effort', 'fast', '-o', 'p.png'],
        cwd,
      );
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(3);
    },
  },
  R14: {
    title: 'segments and reports of a large image take more than 1.5 GB',
    run: async () => {
      const cwd = folderWith();
      const side = 5800; // a quarter of 134 million pixels, with a quarter of the memory
      writeFileSync(join(cwd, 'large.png'), onePixelDeep(side));
      for (const args of [
        ['segments', 'large.png', '--out', 'seg'],
        ['large.png', '--report', 'r.html', '--out', 'q.png'],
      ]) {
        const { code, bytes } = await measured(args, cwd);
        expect(code).toBe(0);
        expect(bytes).toBeLessThan((1500 / 4 + 90) * MEGABYTE); // and what Node takes itself
      }
    },
  },
  R15: {
    title: 'a WebP with a frame and no size ends with a TypeError',
    run: async () => {
      const cwd = folderWith();
      const { code, err } = await kcolors([inputFile('reliability/webp-anmf-without-vp8x.webp')], { cwd });
      expect(code).toBe(1);
      expect(err).toContain('The WebP has frames but does not say how large its picture is');
    },
  },
  R16: {
    title: 'the message of a damaged CMYK JPEG quotes an error of JavaScript',
    run: async () => {
      const cwd = folderWith();
      const { code, err } = await kcolors([inputFile('reliability/jpeg-cmyk-message-components.jpg')], {
        cwd,
      });
      expect(code).toBe(1);
      expect(err).toMatch(/: The JPEG is damaged: [^\n]*\n$/);
      expect(err).not.toMatch(/undefined|reading|not defined/);
    },
  },
  R32: {
    title: 'a PNG is not written where the optimizer has no memory',
    run: async () => {
      if (process.platform !== 'linux') return; // only there a shell limits the address space
      const cwd = folderWith({ 'a.png': PICTURES.disks });
      const limited = 'ulimit -v 20000000 && exec "$0" "$@"';
      const program = [process.execPath, PROGRAM, 'a.png', '--in-place', '--json'];
      const output = execFileSync('sh', ['-c', limited, ...program], { cwd, encoding: 'utf8' });
      const [file] = JSON.parse(output).files;
      expect(file.status).toBe('compressed');
      expect(file.notes.join()).toContain('The PNG optimizer did not run');
    },
  },
  R33: {
    title: 'files that Chromium and libvips show are refused',
    run: async () => {
      const cwd = folderWith();
      const whole = picture();
      const files: Record<string, Buffer> = {
        'padded.png': picture((stream) => Buffer.concat([stream, Buffer.alloc(40)])),
        'cut-in-checksum.png': whole.subarray(0, -18),
        'beyond-palette.png': writeTestPng({
          width: 40,
          height: 40,
          colorType: 3,
          bitDepth: 8,
          sample: (x, y) => (x * y) & 15,
          palette: Uint8Array.from({ length: 36 }, (_, i) => 7 * i),
        }),
        'code-size-11.gif': writeTestGif({ screen: [9, 9], at: [0, 0], size: [9, 9], codeSize: 11 }),
      };
      for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cwd, name), bytes);
      writeFileSync(join(cwd, 'cut.png'), whole.subarray(0, whole.length >> 1));
      const exact = ['-c', '256', '--dither', '0', '--out', 'out', '--json'];
      expect((await kcolors([...Object.keys(files), ...exact], { cwd })).code).toBe(0);
      for (const name of ['beyond-palette.png', 'code-size-11.gif']) {
        const [before, after] = await Promise.all(
          [join(cwd, name), join(cwd, 'out', name)].map((path) => decodeWithSharp(readFileSync(path))),
        );
        expect(largestDifference(before!.data, after!.data)).toBe(0);
      }
      const before = readFileSync(join(cwd, 'cut.png'));
      const { code, out } = await kcolors(['cut.png', '--in-place', '--json'], { cwd });
      expect([code, JSON.parse(out).files[0].status]).toEqual([0, 'kept']);
      expect(out).toContain('The file is truncated and pixels are missing');
      expect(readFileSync(join(cwd, 'cut.png')).equals(before)).toBe(true);
    },
  },
};
