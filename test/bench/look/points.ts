import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng } from '@kcolors/codecs';
import { normalize } from '../encode.ts';
import { SCRATCH_ROOT } from '../scratch.ts';
import { pooled } from './alone.ts';
import type { LookImage } from './images.ts';
import { KEY_KS, type Method, type Setting } from './methods.ts';
import { type Scores, score } from './metrics.ts';
import { expand } from './pixels.ts';

/** The result of one method on one image at one setting. */
export interface Point extends Scores {
  readonly image: string;
  readonly kind: string;
  readonly method: string;
  readonly k: number;
  readonly rate?: number;
  readonly quality?: number;
  /** Bytes of the PNG that this project's codecs write. */
  readonly bytes: number;
  /** Number of colors in use; some peers use more than requested. */
  readonly colors: number;
}

type Measured = Pick<Point, 'bytes' | 'colors' | 'ssimulacra2' | 'butteraugli'>;

/** Cache of the measurements, one JSON object per line, so that a run continues after an interrupted one. */
const CACHE = join(SCRATCH_ROOT, 'kcolors-look.jsonl');
/** Number of images in parallel: one is quantized while another is scored. */
const WIDTH = 2;
/** Butteraugli takes longer, and its curve needs fewer points. */
const BUTTERAUGLI_KS: readonly number[] = [4, 8, ...KEY_KS];

/** Measures all methods on all images, in the order of the images. */
export async function measurePoints(
  images: readonly LookImage[],
  methods: Readonly<Record<string, Method>>,
  quick: boolean,
  log: (line: string) => void,
): Promise<Point[]> {
  const known = readCache();
  const points: Point[] = [];
  for (const [i, image] of images.entries()) {
    log(`${image.name} (${i + 1} of ${images.length}) …`);
    const hash = hashOf(image.data, `${image.width}`);
    const tasks = Object.entries(methods)
      .filter(([, { alpha }]) => alpha || !image.translucent)
      .flatMap(([name, method]) => method.settings.map((setting) => ({ name, method, setting })))
      .filter(({ setting }) => !quick || isQuick(setting));
    const measured = new Map<(typeof tasks)[number], Measured>();
    await pooled(tasks, WIDTH, async (task) => {
      measured.set(task, await measureOne(image, hash, task.name, task.method, task.setting, known));
    });
    for (const task of tasks) {
      const { name, setting } = task;
      points.push({ image: image.name, kind: image.kind, method: name, ...setting, ...measured.get(task)! });
    }
  }
  return points;
}

const isQuick = ({ k }: Setting): boolean => KEY_KS.includes(k);

async function measureOne(
  image: LookImage,
  hash: string,
  name: string,
  { own, version, run }: Method,
  setting: Setting,
  known: Map<string, Measured>,
): Promise<Measured> {
  const made = own ? normalize(await run(image, setting)) : undefined;
  // kcolors changes within a version, so its key is a hash of the result.
  const key = [hash, made ? hashOf(made.indices, made.palette) : `${name} ${version} ${setting.k}`].join(' ');
  const wants = BUTTERAUGLI_KS.includes(setting.k);
  const found = known.get(key);
  if (found && (!wants || found.butteraugli !== undefined)) return found;
  const indexed = made ?? normalize(await run(image, setting));
  const { bytes } = await encodePng(indexed);
  const scores = await score(image, expand(indexed), wants);
  const measured: Measured = { bytes: bytes.length, colors: indexed.palette.length / 4, ...scores };
  known.set(key, measured);
  appendFileSync(
    CACHE,
    `${JSON.stringify({ key, image: image.name, method: name, ...setting, ...measured })}\n`,
  );
  return measured;
}

function readCache(): Map<string, Measured> {
  const lines = existsSync(CACHE) ? readFileSync(CACHE, 'utf8').split('\n') : [];
  // A run that ended during a write leaves a truncated line.
  return new Map(
    lines
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line))
      .map(({ key, bytes, colors, ssimulacra2, butteraugli }) => [
        key,
        { bytes, colors, ssimulacra2, butteraugli },
      ]),
  );
}

function hashOf(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url').slice(0, 22);
}
