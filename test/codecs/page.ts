// The script of a page that has images compressed by a worker from a blob:, for whoever calls `runJobs`.
import { CodecError, type CompressOptions, decodeImage, decodeInBrowser } from '@kcolors/codecs';
import { startCodecs } from '@kcolors/codecs/worker';
import { QuantizeError } from '@kcolors/core';

interface Job {
  readonly file: string;
  readonly options: CompressOptions;
}

const fetchBytes = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function hash(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function runJobs(jobs: readonly Job[]) {
  const codecs = await startCodecs({ text: async () => (await fetch('/worker.js')).text() });

  const files: string[] = [];
  for (const { file, options } of jobs) {
    files.push(await hash((await codecs.compress(await fetchBytes(`/fixtures/${file}`), options)).bytes));
  }
  const session = await codecs.open(await fetchBytes(`/fixtures/${jobs[0]!.file}`));
  const ofSession: string[] = [];
  for (const { options } of jobs) {
    await session.preview(options);
    ofSession.push(await hash((await session.compress(options)).bytes));
  }
  const asked = [3, 4, 6].map((maxColors) => session.preview({ quantize: { maxColors } }));
  const previews = (await Promise.all(asked)).map((shown) => shown?.palette.length);
  const ending = session.compress({ effort: 'best' }).then(() => 'not at all', String);
  await session.preview();
  const refused = await Promise.all([
    codecs
      .compress(new Uint8Array(0))
      .catch((error) => [String(error instanceof CodecError), String(error.code)]),
    session
      .preview({ quantize: { maxColors: 0 } })
      .catch((error) => [String(error instanceof QuantizeError), String(error.code)]),
  ]);
  codecs.close();
  return {
    evalIsForbidden: forbidsEval(),
    files,
    session: ofSession,
    previews,
    ended: await ending,
    refused: refused.flat(),
  };
}

/** Decodes an AVIF with the decoder of the browser. */
async function decodeAvif(path: string) {
  const decoders = { avif: decodeInBrowser };
  const { image, metadata } = await decodeImage(await fetchBytes(path), { decoders });
  const { data, height, width } = image;
  return { data: Array.from(data), height, width, hasProfile: metadata.icc !== undefined };
}

function forbidsEval(): boolean {
  try {
    return new Function('return false')();
  } catch {
    return true;
  }
}

Object.assign(globalThis, { decodeAvif, runJobs });
